/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Hops;
import io.atalaia.gateway.forward.engine.Traces;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields behind an answer's body. What must be known before the body, or would be believed although nobody looked at it there,
 * does not go on: RFC 9110, section 6.5.1.
 */
final class Trailers {
    private static final CharSequence TRAILER = HttpHeaders.createOptimized("Trailer");
    /** They frame, route, authenticate, tell how to read the body, or control the answer; or they are the gateway's word. */
    private static final Set<String> HEAD_ALONE = Set.of(
            "accept-ranges",
            "age",
            "authorization",
            "cache-control",
            "clear-site-data",
            "content-encoding",
            "content-length",
            "content-location",
            "content-range",
            "content-security-policy",
            "content-type",
            "cookie",
            "date",
            "expect",
            "expires",
            "host",
            "location",
            "max-forwards",
            "pragma",
            "range",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "set-cookie",
            "strict-transport-security",
            "vary",
            "via",
            "warning",
            "www-authenticate",
            "x-request-id");

    private Trailers() {}

    /** Says before the body which of those that an instance announces will follow it. */
    static void announce(MultiMap from, MultiMap to) {
        List<String> announced = from.getAll(TRAILER);
        if (announced.isEmpty()) {
            return;
        }
        Set<String> named = Hops.named(from.getAll(HttpHeaders.CONNECTION));
        String names = announced.stream()
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .map(name -> Traces.lower(name.strip()))
                .filter(name -> !name.isEmpty() && goesOn(name, named))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            to.set(TRAILER, names);
        }
    }

    /** To be called before the end of an answer whose length was not told beforehand. */
    static void pass(HttpClientResponse from, HttpServerResponse to) {
        var trailers = from.trailers();
        if (trailers == null || trailers.isEmpty()) {
            return;
        }
        Set<String> named = Hops.named(from.headers().getAll(HttpHeaders.CONNECTION));
        for (Map.Entry<String, String> field : trailers) {
            // HTTP/2 knows small letters alone.
            String name = Traces.lower(field.getKey());
            if (goesOn(name, named)) {
                to.trailers().add(name, field.getValue());
            }
        }
    }

    /** @param named by the fields {@code Connection}; null when they name what they must not */
    private static boolean goesOn(String name, Set<String> named) {
        return !Hops.isOne(name)
                && !HEAD_ALONE.contains(name)
                && !Refusal.isField(name)
                && (named == null || !named.contains(name));
    }
}
