/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text.engine;

import io.atalaia.discovery.dns.engine.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Where an instance is.
 *
 * @param address of IPv4 or IPv6, in one spelling
 * @param port 1 to 65535
 */
public record Place(String address, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9.]+):([0-9]{1,5})");

    /** @throws IllegalArgumentException with the reason, for the sender */
    static Place parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("a place is ip:port or [ipv6]:port");
        }
        int port = Integer.parseInt(match.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
        String address = match.group(1).replace("[", "").replace("]", "");
        byte[] bytes = Addresses.parse(address).orElseThrow(() -> new IllegalArgumentException("no such ip address"));
        return new Place(spelled(bytes), port);
    }

    private static String spelled(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no such ip address", e);
        }
    }

    /** As it is written in a line. */
    public static String write(String address, int port) {
        return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
