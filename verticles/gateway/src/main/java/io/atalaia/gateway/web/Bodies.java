/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/** What a body may be said to be. */
final class Bodies {
    private static final int WRONG_TYPE = 415;
    /** The last is what curl says of anything that it sends, unless it is told what it is. */
    private static final Set<String> JSON =
            Set.of("application/json", "application/x-ndjson", "application/x-www-form-urlencoded");

    /** What the live connection's requests say of the JSON in them, where a proxy lets no WebSocket pass. */
    private static final String LIVE = "text/plain";

    private static final Set<HttpMethod> WITH_BODIES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private Bodies() {}

    /** Lets pass what is JSON by its type or says nothing of it; before the body is read. */
    static void json(RoutingContext context) {
        String said = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean empty = "0".equals(context.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        if (WITH_BODIES.contains(context.request().method()) && said != null && !empty && !isJson(context, said)) {
            throw new Problem(WRONG_TYPE, "the body must be JSON, and Content-Type says " + said, "Content-Type");
        }
        String packed = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (packed != null && !packed.equalsIgnoreCase("identity")) {
            // A few compressed bytes may stand for gigabytes.
            throw new Problem(WRONG_TYPE, "compressed bodies are not taken", "Content-Encoding");
        }
        context.next();
    }

    private static boolean isJson(RoutingContext context, String said) {
        int end = said.indexOf(';');
        String type = (end < 0 ? said : said.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return JSON.contains(type)
                || type.endsWith("+json")
                || type.equals(LIVE) && context.normalizedPath().startsWith("/eventbus/");
    }
}
