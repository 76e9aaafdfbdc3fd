/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Traces;
import io.atalaia.gateway.view.Json;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;

/** Why the gateway answers instead of the service; the field {@link #HEADER} tells that it does, and why in a word. */
enum Refusal {
    /** What could be read in two ways, or is too long. */
    BAD_REQUEST(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    UNKNOWN_SERVICE(404),
    METHOD(405),
    EXPECTATION(417),
    MISDIRECTED(421),
    /** One address, token or user asks for more than it may. */
    TOO_MANY(429),
    /** The service is as busy as it can be. */
    OVERLOADED(503),
    NONE_HEALTHY(503),
    /** Nobody can tell whether the caller may come. */
    NOBODY_JUDGES(503),
    /** No connection, or one that broke. */
    CONNECTION(502),
    TIMEOUT(504);

    static final String HEADER = "X-Atalaia-Error";
    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final String CONTENT_TYPE = "application/problem+json";

    private final int status;
    private final String word;

    Refusal(int status) {
        this.status = status;
        word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of an answer in the form of RFC 9457. */
    private record Detail(
            String type, String title, int status, String detail, String instance, String requestId, String error) {}

    int status() {
        return status;
    }

    String word() {
        return word;
    }

    /** @param path without its query, which may hold secrets */
    void send(HttpServerResponse response, String path, String id, String detail) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader(RequestName.FIELD, id)
                .putHeader(NAME, word);
        if (this == OVERLOADED || this == NONE_HEALTHY || this == NOBODY_JUDGES) {
            response.putHeader(RETRY_AFTER, "1");
        }
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        var ignored = response.end(Json.text(new Detail("about:blank", title, status, detail, path, id, word)));
    }

    /** Whether a field of a service's answer is one of ours. @param name in lower case */
    static boolean isField(String name) {
        return Traces.lower(HEADER).equals(name);
    }
}
