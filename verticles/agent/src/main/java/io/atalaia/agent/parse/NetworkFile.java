/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.nio.charset.StandardCharsets;

/**
 * /proc/net/dev. The host's ends of containers' cables are left out: they come and go with every container, and what
 * runs through them also runs through a bridge.
 */
public final class NetworkFile implements DeviceFile {
    public static final int RECEIVE_BYTES = 0;
    public static final int RECEIVE_PACKETS = 1;
    public static final int RECEIVE_ERRORS = 2;
    public static final int RECEIVE_DROPS = 3;
    public static final int TRANSMIT_BYTES = 8;
    public static final int TRANSMIT_PACKETS = 9;
    public static final int TRANSMIT_ERRORS = 10;
    public static final int TRANSMIT_DROPS = 11;

    private static final byte[][] CONTAINER_CABLES = {
        "veth".getBytes(StandardCharsets.US_ASCII),
        "cali".getBytes(StandardCharsets.US_ASCII),
        "lxc".getBytes(StandardCharsets.US_ASCII),
        "eni".getBytes(StandardCharsets.US_ASCII),
        "vnet".getBytes(StandardCharsets.US_ASCII)
    };

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

    private static boolean wanted(ByteScanner in) {
        for (byte[] prefix : CONTAINER_CABLES) {
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
