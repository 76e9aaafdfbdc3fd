/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * The last moments of a gateway among several. Were a connection closed that a client keeps, a request could be on its way in it;
 * so each answer tells the client to open another, for as long as one who asks steadily needs to ask once more. For one event loop.
 */
public final class Leaving {
    private static final long SENDING_AWAY_MILLIS = 500;

    private final boolean others;
    private boolean begun;

    /** @param others whether there can be another gateway to go to; without one nobody gains by waiting */
    public Leaving(boolean others) {
        this.others = others;
    }

    void handle(RoutingContext context) {
        if (begun && context.request().version() == HttpVersion.HTTP_1_1) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.next();
    }

    /** Completes when those who ask steadily have gone. */
    Future<Void> begin(Vertx vertx) {
        begun = true;
        return others ? vertx.timer(SENDING_AWAY_MILLIS).mapEmpty() : Future.succeededFuture();
    }

    /** How long a request that runs may hold up the end. */
    int patienceSeconds() {
        return others ? 2 : 1;
    }
}
