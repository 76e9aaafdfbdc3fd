/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.gateway.forward.engine.Cookies;
import io.atalaia.gateway.forward.engine.Hops;
import io.atalaia.gateway.forward.engine.Place;
import io.atalaia.gateway.forward.engine.Redirects;
import io.atalaia.gateway.forward.engine.TimeLeft;
import io.atalaia.gateway.forward.engine.Traces;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which header fields go on, which stay here, and which are added. */
final class Fields {
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_PREFIX = HttpHeaders.createOptimized("X-Forwarded-Prefix");
    private static final CharSequence TIME_LEFT = HttpHeaders.createOptimized(TimeLeft.HEADER);
    private static final CharSequence VIA = HttpHeaders.createOptimized("Via");
    private static final CharSequence PSEUDONYM = HttpHeaders.createOptimized("1.1 atalaia");
    private static final String TIME_LEFT_NAME = Traces.lower(TimeLeft.HEADER);
    /** Answered, filtered or written anew. */
    private static final Set<String> HANDLED =
            Set.of("host", "expect", "content-length", "cookie", "authorization", "x-request-id", TIME_LEFT_NAME);

    private Fields() {}

    /**
     * What a service is sent, but for what frames the body.
     *
     * @param named by the client's fields {@code Connection}
     * @param millis that are left
     */
    static void request(
            HttpServerRequest from,
            MultiMap to,
            Set<String> named,
            Place place,
            String prefix,
            String client,
            String id,
            long millis,
            OwnSecrets secrets) {
        for (Map.Entry<String, String> field : from.headers()) {
            String name = Traces.lower(field.getKey());
            if (!name.startsWith(":")
                    && !Hops.isOne(name)
                    && !named.contains(name)
                    && !Traces.isOne(name)
                    && !HANDLED.contains(name)) {
                to.add(field.getKey(), field.getValue());
            }
        }
        credentials(from.headers(), to, secrets);
        String host = Origins.host(from);
        String scheme = from.isSSL() ? "https" : "http";
        to.set(HttpHeaders.HOST, place.authority());
        to.add(VIA, PSEUDONYM);
        to.set(FORWARDED, Traces.forwarded(client, host, scheme));
        to.set(FORWARDED_FOR, client);
        to.set(FORWARDED_HOST, host);
        to.set(FORWARDED_PROTO, scheme);
        to.set(FORWARDED_PREFIX, prefix);
        to.set(RequestName.FIELD, id);
        to.set(TIME_LEFT, Long.toString(millis));
    }

    private static void credentials(MultiMap from, MultiMap to, OwnSecrets secrets) {
        if (from.contains(HttpHeaders.COOKIE)) {
            // HTTP/2 may bring each cookie in a field of its own, HTTP/1.1 knows one field (RFC 9113, section 8.2.3).
            String rest = Cookies.withoutOurs(String.join("; ", from.getAll(HttpHeaders.COOKIE)));
            if (rest != null) {
                to.add(HttpHeaders.COOKIE, rest);
            }
        }
        if (from.contains(HttpHeaders.AUTHORIZATION)) {
            for (String field : from.getAll(HttpHeaders.AUTHORIZATION)) {
                if (!secrets.isOurs(field)) {
                    to.add(HttpHeaders.AUTHORIZATION, field);
                }
            }
        }
    }

    static String address(HttpServerRequest request) {
        var sender = request.remoteAddress();
        String address = sender == null ? null : sender.hostAddress();
        int zone = address == null ? -1 : address.indexOf('%');
        return address == null ? "unknown" : zone < 0 ? address : address.substring(0, zone);
    }

    /** What a client is answered. @return whether the connection to the instance may be used again */
    @CanIgnoreReturnValue
    static boolean response(MultiMap from, MultiMap to, String prefix, Place place, String id) {
        List<String> connection = from.getAll(HttpHeaders.CONNECTION);
        Set<String> named = Hops.named(connection);
        for (Map.Entry<String, String> field : from) {
            String name = Traces.lower(field.getKey());
            if (Hops.isOne(name) || named != null && named.contains(name) || Refusal.isField(name)) {
                continue;
            }
            switch (name) {
                case "location", "content-location" ->
                    to.add(field.getKey(), Redirects.location(prefix, place, field.getValue()));
                case "set-cookie" -> cookie(to, prefix, field.getValue());
                case "x-request-id" -> {}
                case "strict-transport-security" -> {
                    // What is said of the host is the gateway's word, where it says one.
                    if (!to.contains(name)) {
                        to.add(field.getKey(), field.getValue());
                    }
                }
                default -> to.add(field.getKey(), field.getValue());
            }
        }
        to.set(RequestName.FIELD, id);
        return !Hops.names(connection, "close");
    }

    private static void cookie(MultiMap to, String prefix, String field) {
        String kept = Cookies.under(prefix, field);
        if (kept != null) {
            to.add(HttpHeaders.SET_COOKIE, kept);
        }
    }
}
