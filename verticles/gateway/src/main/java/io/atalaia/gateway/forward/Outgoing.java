/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Place;
import io.atalaia.gateway.limit.Framing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** What an instance is sent of a request, and whether a second one could be sent the same. */
final class Outgoing {
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);

    private static final long NANOS = 1_000_000;

    private final Common common;
    private final Way way;
    private final Buffer whole;
    private final boolean hasBody;

    /** @param whole a body so small that it was read before anything was sent; null for one that streams, or none */
    Outgoing(Common common, Way way, Buffer whole) {
        this.common = common;
        this.way = way;
        this.whole = whole;
        hasBody = Framing.hasBody(way.request());
    }

    /** RFC 9110, section 9.2.2. */
    static boolean isIdempotent(HttpMethod method) {
        return IDEMPOTENT.contains(method);
    }

    /** Whether a second instance may get what the first one got already. */
    boolean canRepeat() {
        boolean mayComeTwice = isIdempotent(way.request().method()) || whole != null;
        return mayComeTwice && !streams() && !way.isWebSocket();
    }

    /** Whether there is a body that is sent as it comes. */
    boolean streams() {
        return hasBody && whole == null;
    }

    void head(HttpClientRequest to, Place place) {
        var request = way.request();
        long left = way.timeoutMillis() - (common.clock().nanos() - way.began()) / NANOS;
        var fields = to.headers();
        Fields.request(
                request,
                fields,
                way.named(),
                place,
                way.prefix(),
                way.client(),
                way.id(),
                Math.max(1, left),
                common.secrets());
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            fields.set(HttpHeaders.CONTENT_LENGTH, length);
        } else if (hasBody) {
            to.setChunked(true);
        }
        if (way.isWebSocket()) {
            Tunnel.fields(fields);
        }
    }

    Future<?> write(HttpClientRequest to) {
        if (way.isWebSocket()) {
            return to.connect();
        }
        if (whole != null) {
            return to.end(whole);
        }
        if (!hasBody) {
            return to.end();
        }
        if (way.request().getHeader(HttpHeaders.EXPECT) != null) {
            var ignored = way.request().response().writeContinue();
        }
        return way.request().pipe().endOnFailure(false).to(to);
    }
}
