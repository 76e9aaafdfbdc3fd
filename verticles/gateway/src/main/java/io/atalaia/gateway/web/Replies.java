/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.view.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Writes answers. */
final class Replies {
    private Replies() {}

    static void json(RoutingContext context, Object body) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        send(context, "application/json", Json.text(body));
    }

    /** Answers when the future is there; its failure becomes a problem. */
    static void json(RoutingContext context, Future<?> body) {
        body.onComplete(value -> json(context, (Object) value), context::fail);
    }

    static void send(RoutingContext context, String type, String body) {
        send(context, type, Buffer.buffer(body));
    }

    static void send(RoutingContext context, String type, Buffer body) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }
}
