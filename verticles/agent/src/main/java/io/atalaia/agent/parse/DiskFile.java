/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;

/**
 * /proc/diskstats, whole devices alone: no partitions, no loop and memory devices, and nothing that lies on top of other
 * devices (device mapper, RAID), whose work would count twice.
 */
public final class DiskFile implements DeviceFile {
    public static final int READS = 0;
    public static final int READS_MERGED = 1;
    public static final int SECTORS_READ = 2;
    public static final int READ_MILLIS = 3;
    public static final int WRITES = 4;
    public static final int WRITES_MERGED = 5;
    public static final int SECTORS_WRITTEN = 6;
    public static final int WRITE_MILLIS = 7;
    public static final int IN_FLIGHT = 8;
    public static final int BUSY_MILLIS = 9;
    public static final int WEIGHTED_MILLIS = 10;

    private static final byte[][] VIRTUAL = names("loop", "ram", "zram", "fd", "dm-", "md");
    /** Disks whose partitions are the disk's name and digits. */
    private static final byte[][] LETTERED = names("sd", "hd", "vd", "xvd");

    private final DeviceRows rows = new DeviceRows(11);

    @Override
    public boolean parse(ByteScanner in) {
        rows.begin();
        while (in.hasMore()) {
            if (!in.endOfLine()) {
                in.skipNumbers(2);
                if (in.word() && isWhole(in)) {
                    rows.take(in);
                }
            }
            in.skipLine();
        }
        return rows.end();
    }

    private static boolean isWhole(ByteScanner in) {
        if (startsWithAny(in, VIRTUAL)) {
            return false;
        }
        int beforeDigits = in.wordLength();
        while (beforeDigits > 0 && isDigit(in.wordByte(beforeDigits - 1))) {
            beforeDigits--;
        }
        if (beforeDigits == in.wordLength()) {
            return true;
        }
        boolean numberedPartition =
                beforeDigits > 1 && in.wordByte(beforeDigits - 1) == 'p' && isDigit(in.wordByte(beforeDigits - 2));
        return !numberedPartition && !startsWithAny(in, LETTERED);
    }

    private static boolean startsWithAny(ByteScanner in, byte[][] prefixes) {
        for (byte[] prefix : prefixes) {
            if (in.wordStartsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    @Override
    public DeviceRows rows() {
        return rows;
    }
}
