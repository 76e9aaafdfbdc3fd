/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.vertx.core.net.SocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a gateway is, as operators write it: {@code https://host:port}, or {@code host:port} where nothing is encrypted; an IPv6
 * address stands in brackets.
 *
 * @param secure whether it is reached over TLS alone
 * @param host without brackets
 */
public record GatewayAddress(boolean secure, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(https?://)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?/?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|::1");
    private static final int MOST_PORT = 65_535;
    private static final int HTTPS_PORT = 443;

    /** @throws IllegalArgumentException with the rule that is broken */
    public static GatewayAddress of(String text) {
        var match = FORM.matcher(text);
        boolean secure = match.matches() && "https://".equals(match.group(1));
        int port = match.matches() ? port(match, secure) : 0;
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "'" + text + "'; each must be https://HOST:PORT, or HOST:PORT where nothing is encrypted");
        }
        return new GatewayAddress(secure, match.group(2).replaceAll("^\\[|]$", ""), port);
    }

    private static int port(Matcher match, boolean secure) {
        return match.group(3) != null ? Integer.parseInt(match.group(3)) : secure ? HTTPS_PORT : 0;
    }

    /** Whether what is sent there can be read by others on its way. */
    public boolean isOpenToOthers() {
        return !secure && !LOOPBACK.matcher(host).matches();
    }

    public SocketAddress socket() {
        return SocketAddress.inetSocketAddress(port, host);
    }
}
