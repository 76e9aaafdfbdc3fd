/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names each request, so that an answer and the log can be brought together; a sane name of the asker's is kept. */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static void handle(RoutingContext context) {
        context.response().putHeader(HEADER, of(context));
        context.next();
    }

    static String of(RoutingContext context) {
        String id = context.get(HEADER);
        if (id == null) {
            id = from(context.request().getHeader(HEADER));
            context.put(HEADER, id);
        }
        return id;
    }

    static String from(String asked) {
        return asked != null && SANE.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
    }
}
