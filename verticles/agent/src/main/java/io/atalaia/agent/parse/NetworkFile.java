/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * /proc/net/dev. The host's ends of containers' cables are left out: they come and go with every container, and what
 * runs through them also runs through a bridge.
 */
public final class NetworkFile implements DeviceFile {
    public static final int RECEIVE_BYTES = 0;
    public static final int RECEIVE_PACKETS = 1;
    public static final int RECEIVE_ERRORS = 2;
    public static final int RECEIVE_DROPS = 3;
    public static final int RECEIVE_FIFO = 4;
    public static final int RECEIVE_FRAME = 5;
    public static final int RECEIVE_COMPRESSED = 6;
    public static final int RECEIVE_MULTICAST = 7;
    public static final int TRANSMIT_BYTES = 8;
    public static final int TRANSMIT_PACKETS = 9;
    public static final int TRANSMIT_ERRORS = 10;
    public static final int TRANSMIT_DROPS = 11;
    public static final int TRANSMIT_FIFO = 12;
    public static final int TRANSMIT_COLLISIONS = 13;
    public static final int TRANSMIT_CARRIER = 14;
    public static final int TRANSMIT_COMPRESSED = 15;

    private static final List<String> CONTAINER_CABLES = List.of("veth", "cali", "lxc", "eni", "vnet");
    private static final byte[][] PREFIXES = CONTAINER_CABLES.stream()
            .map(prefix -> prefix.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final DeviceRows rows = new DeviceRows(16);

    @Override
    public boolean parse(ByteScanner in) {
        rows.begin();
        in.skipLine();
        in.skipLine();
        while (in.hasMore()) {
            if (in.word() && wanted(in)) {
                rows.take(in);
            }
            in.skipLine();
        }
        return rows.end();
    }

    /** Whether a card of this name is left out. */
    public static boolean isContainerCable(String name) {
        return CONTAINER_CABLES.stream().anyMatch(name::startsWith);
    }

    private static boolean wanted(ByteScanner in) {
        for (byte[] prefix : PREFIXES) {
            if (in.wordStartsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public DeviceRows rows() {
        return rows;
    }
}
