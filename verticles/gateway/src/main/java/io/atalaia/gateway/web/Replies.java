/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.core.filter.TokenFilter;
import io.atalaia.gateway.view.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Writes answers. */
final class Replies {
    private Replies() {}

    static void json(RoutingContext context, Object body) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        send(context, "application/json", text(context, body));
    }

    /** Answers when the future is there; its failure becomes a problem. */
    static void json(RoutingContext context, Future<?> body) {
        body.onComplete(value -> json(context, (Object) value), context::fail);
    }

    /** The same for an answer that may be large: a worker writes it down, since the event loop has live frames to send. */
    static <T> void large(RoutingContext context, Future<T> body, Function<T, ?> view) {
        large(context, "application/json", body, value -> text(context, view.apply(value)));
    }

    private static String text(RoutingContext context, Object body) {
        TokenFilter wanted = Fields.of(context);
        return wanted == TokenFilter.INCLUDE_ALL ? Json.text(body) : Json.text(body, wanted);
    }

    static <T> void large(RoutingContext context, String type, Future<T> body, Function<T, String> text) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        body.compose(value -> context.vertx().executeBlocking(() -> text.apply(value), false))
                .onComplete(written -> send(context, type, written), context::fail);
    }

    /** That it is done, and that there is nothing more to say. */
    static void nothing(RoutingContext context) {
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    /** As a part of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
