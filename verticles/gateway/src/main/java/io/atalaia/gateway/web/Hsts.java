/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.ext.web.RoutingContext;

/**
 * Tells browsers to come over TLS alone from now on (RFC 6797). They heed it only where the certificate is good, and for every port
 * of the host, so an operator who has other things there in plain text must be able to leave it out.
 */
final class Hsts {
    private final String value;

    /** @param seconds how long they are to remember */
    Hsts(long seconds) {
        value = "max-age=" + seconds;
    }

    void handle(RoutingContext context) {
        context.response().putHeader("Strict-Transport-Security", value);
        context.next();
    }
}
