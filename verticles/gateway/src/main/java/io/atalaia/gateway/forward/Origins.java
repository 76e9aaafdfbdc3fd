/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/** What a browser tells about the page that a request comes from, and the name under which it came. */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private Origins() {}

    /** The name under which a request came, with its port where one was said; null for none. */
    static String host(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            return request.getHeader(HttpHeaders.HOST);
        }
        HostAndPort authority = request.authority();
        if (authority == null) {
            return null;
        }
        return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
    }

    /** A page of another site can let a name of its own point to this machine. */
    static boolean isLocal(HostAndPort authority) {
        return LOOPBACK.contains(authority.host());
    }

    /**
     * Whether the user may have meant it. Browsers send our cookie along with what pages of other origins on this host ask for, as the
     * pages of other ports are.
     */
    static boolean isMeant(HttpServerRequest request) {
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        if (reads && !request.canUpgradeToWebSocket() || !OwnSecrets.isByCookie(request)) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String own = (request.isSSL() ? "https://" : "http://") + host(request);
        return origin == null || origin.equalsIgnoreCase(own);
    }
}
