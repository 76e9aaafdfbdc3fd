/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Destination;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Sends from {@code /name} to {@code /name/}: relative links of a page there would lose the name. */
final class Moved {
    private static final int PERMANENT = 308;

    private Moved() {}

    static void send(HttpServerRequest request, Destination destination) {
        var ignored = request.response()
                .setStatusCode(PERMANENT)
                .putHeader(HttpHeaders.LOCATION, "/" + destination.service() + "/" + destination.query())
                .putHeader(RequestName.FIELD, RequestName.of(request.getHeader(RequestName.FIELD)))
                .end();
    }
}
