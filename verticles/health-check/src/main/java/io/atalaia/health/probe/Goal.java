/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a check goes.
 *
 * @param host as it was registered: a name, an IP address, or an address on the bus
 * @param ip null on the bus
 */
record Goal(String host, InetAddress ip, int port) {

    /** As a request names it: IPv6 addresses stand between brackets. */
    String authority() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    SocketAddress socket() {
        return SocketAddress.inetSocketAddress(new InetSocketAddress(ip, port));
    }
}
