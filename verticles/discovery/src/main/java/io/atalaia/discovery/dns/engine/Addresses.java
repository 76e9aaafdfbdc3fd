/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as people write them. Never looks a name up. */
public final class Addresses {
    private static final Pattern FOUR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{8}|[0-9a-f]{32})");

    private Addresses() {}

    /** Four bytes, or sixteen; nothing when the text is no address. */
    public static Optional<byte[]> parse(String text) {
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static Optional<byte[]> four(String text) {
        var match = FOUR.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = Integer.parseInt(match.group(i + 1));
            if (part > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) part;
        }
        return Optional.of(bytes);
    }

    /** Between brackets the JDK takes nothing but an address, so that it never asks a resolver. */
    private static Optional<byte[]> six(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName("[" + address + "]").getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The label under which an address is found in the zone, as the targets of SRV records need one. */
    static String label(byte[] address) {
        return HexFormat.of().formatHex(address);
    }

    static Optional<byte[]> ofLabel(String label) {
        return HEX.matcher(label).matches() ? Optional.of(HexFormat.of().parseHex(label)) : Optional.empty();
    }
}
