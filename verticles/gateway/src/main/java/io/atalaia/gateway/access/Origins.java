/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/** Whether a request was sent by a page of our own, or by no page at all. */
public final class Origins {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private Origins() {}

    /** Browsers say in two headers which page sends a request; programs send neither. */
    public static boolean own(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site)) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || ours(origin, request.authority());
    }

    private static boolean ours(String origin, HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
