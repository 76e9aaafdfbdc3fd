/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import java.util.regex.Pattern;

/** {@code host:port} as operators write it; an IPv6 address stands in brackets. */
final class GatewayAddress {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");
    private static final int MOST_PORT = 65_535;

    private GatewayAddress() {}

    static void check(String text) {
        var match = FORM.matcher(text);
        int port = match.matches() ? Integer.parseInt(match.group(2)) : 0;
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "gateways has '" + text + "'; each must be HOST:PORT such as hub.example.org:8080");
        }
    }
}
