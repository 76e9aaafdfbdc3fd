/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.contracts.access.Right;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.forward.engine.Destination;
import io.atalaia.gateway.forward.engine.Hops;
import io.atalaia.gateway.forward.engine.Lane;
import io.atalaia.gateway.forward.engine.TimeLeft;
import io.atalaia.gateway.forward.engine.Traces;
import io.atalaia.gateway.limit.Framing;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Set;
import java.util.function.BiConsumer;

/** Where requests come in: what is unsound, unknown or not allowed is answered here. For one event loop. */
final class Desk {
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String KEY = "Idempotency-Key";
    private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");
    /** Larger bodies stream, and cannot be sent twice. */
    private static final int SMALL = 16 * 1024;

    private final Common common;
    private final BiConsumer<Way, Buffer> pass;
    private String lastHost;
    private SocketAddress lastSender;
    private String lastClient;

    /** @param pass gets what may go on, with its body where that was read already, else with null */
    Desk(Common common, BiConsumer<Way, Buffer> pass) {
        this.common = common;
        this.pass = pass;
    }

    void take(HttpServerRequest request) {
        if (Framing.hasBody(request)) {
            request.pause();
        }
        if (common.hsts() != null) {
            request.response().putHeader(HSTS, common.hsts());
        }
        var destination = Destination.of(request.uri());
        if (isRefused(request, destination)) {
            return;
        }
        if (!common.rates()
                .takeOfAddress(request, client(request), common.clock().nanos())) {
            tooMany(request);
            return;
        }
        Lane lane = common.lanes().find(destination.service());
        if (lane != null && lane.manner().isPublic()) {
            admitted(request, destination, lane, Caller.NOBODY);
            return;
        }
        var asked = common.admission().of(request);
        if (asked.isComplete()) {
            judged(request, destination, asked);
        } else {
            asked.onComplete(told -> judged(request, destination, told));
        }
    }

    /** What no service could mend. */
    private boolean isRefused(HttpServerRequest request, Destination destination) {
        String wrong = Framing.wrong(request);
        if (wrong != null) {
            refuse(request, Refusal.BAD_REQUEST, wrong);
        } else if (!METHODS.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
            refuse(request, Refusal.METHOD, request.method() + " is not forwarded; " + ALLOWED + " are");
        } else if (!isHost(Origins.host(request)) || request.authority() == null) {
            refuse(request, Refusal.BAD_REQUEST, "the Host header is none");
        } else if (common.loopbackOnly() && !Origins.isLocal(request.authority())) {
            refuse(
                    request,
                    Refusal.MISDIRECTED,
                    "this gateway answers only to localhost, 127.0.0.1 and [::1]: the Host header names something else");
        } else if (destination == null) {
            refuse(
                    request,
                    Refusal.BAD_REQUEST,
                    "the path must be /NAME/… with the name of a service, and no dot segments");
        } else if (!Origins.isMeant(request)) {
            refuse(request, Refusal.FORBIDDEN, "pages of another origin may not act here in your name");
        } else {
            return false;
        }
        return true;
    }

    /** Most connections ask for the same again and again. */
    private boolean isHost(String host) {
        if (host != null && host.equals(lastHost)) {
            return true;
        }
        lastHost = Traces.isHost(host) ? host : null;
        return lastHost != null;
    }

    /** Written once for each connection: one after the other asks again and again. */
    private String client(HttpServerRequest request) {
        var sender = request.remoteAddress();
        if (sender == null || sender != lastSender) {
            lastSender = sender;
            lastClient = Fields.address(request);
        }
        return lastClient;
    }

    private void judged(HttpServerRequest request, Destination destination, AsyncResult<Caller> told) {
        if (told.failed()) {
            refuse(request, Refusal.NOBODY_JUDGES, "whether you may come here cannot be found out now");
        } else if (!told.result().may(Right.READ)) {
            boolean nobody = told.result().kind() == Caller.Kind.NOBODY;
            if (nobody) {
                request.response().putHeader("WWW-Authenticate", "Bearer");
            }
            refuse(
                    request,
                    nobody ? Refusal.UNAUTHENTICATED : Refusal.FORBIDDEN,
                    "the right to read is needed, as a session or a token with the scope read has it");
        } else if (!common.rates()
                .takeOfCaller(request, told.result(), common.clock().nanos())) {
            tooMany(request);
        } else {
            admitted(request, destination, common.lanes().find(destination.service()), told.result());
        }
    }

    private void admitted(HttpServerRequest request, Destination destination, Lane lane, Caller caller) {
        if (lane == null) {
            refuse(
                    request,
                    Refusal.UNKNOWN_SERVICE,
                    "no service " + destination.service() + " that speaks HTTP is registered");
            return;
        }
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        if (destination.lacksSlash() && reads && !request.canUpgradeToWebSocket()) {
            Moved.send(request, destination);
            return;
        }
        Set<String> named = Hops.named(request.headers().getAll(HttpHeaders.CONNECTION));
        long timeout = TimeLeft.of(request.getHeader(TimeLeft.HEADER), timeout(lane));
        if (named == null) {
            refuse(request, Refusal.BAD_REQUEST, "Connection names a field that must not be taken away");
        } else if (timeout < 0) {
            refuse(request, Refusal.BAD_REQUEST, TimeLeft.HEADER + " must be a number of milliseconds above 0");
        } else if (!isExpectable(request)) {
            refuse(request, Refusal.EXPECTATION, "Expect can be 100-continue and nothing else");
        } else {
            forward(way(request, destination, lane, named, caller, timeout));
        }
    }

    private static boolean isExpectable(HttpServerRequest request) {
        String expected = request.getHeader(HttpHeaders.EXPECT);
        return expected == null || expected.equalsIgnoreCase("100-continue");
    }

    private Way way(
            HttpServerRequest request,
            Destination destination,
            Lane lane,
            Set<String> named,
            Caller caller,
            long timeout) {
        long attempt = lane.manner().attemptMillis();
        return new Way(
                request,
                destination,
                lane,
                named,
                RequestName.of(request.getHeader(RequestName.FIELD)),
                client(request),
                caller.name(),
                common.clock().nanos(),
                timeout,
                attempt > 0 ? attempt : common.config().attempt().toMillis(),
                request.canUpgradeToWebSocket());
    }

    private long timeout(Lane lane) {
        long asked = lane.manner().timeoutMillis();
        return Math.min(
                common.config().longestMillis(),
                asked > 0 ? asked : common.config().timeout().toMillis());
    }

    private void tooMany(HttpServerRequest request) {
        refuse(
                request,
                Refusal.TOO_MANY,
                "more requests than are forwarded for one token, user or address (gateway.limits.forwarded)");
    }

    private void forward(Way way) {
        if (!isSmallAndRepeatable(way)) {
            enter(way, null);
            return;
        }
        var request = way.request();
        if (request.getHeader(HttpHeaders.EXPECT) != null) {
            var ignored = request.response().writeContinue();
        }
        request.body().onComplete(body -> {
            if (body.succeeded()) {
                enter(way, body.result());
            }
        });
        request.resume();
    }

    /** Not before a small body is there: who never sends it would hold a place among those that wait for the service. */
    private void enter(Way way, Buffer body) {
        if (way.lane().limit().acquire()) {
            pass.accept(way, body);
        } else {
            refuse(
                    way.request(),
                    Refusal.OVERLOADED,
                    "service " + way.lane().name() + " has as many requests as it can answer in time");
        }
    }

    private static boolean isSmallAndRepeatable(Way way) {
        var request = way.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.equals("0") || length.length() > 5 || Integer.parseInt(length) > SMALL) {
            return false;
        }
        String key = request.getHeader(KEY);
        return Outgoing.isIdempotent(request.method())
                || key != null && !key.isBlank() && way.lane().manner().honoursKeys();
    }

    private void refuse(HttpServerRequest request, Refusal refusal, String detail) {
        common.meters().refused(refusal);
        if (Framing.hasBody(request) && !request.isEnded()) {
            Framing.leave(request);
        }
        refusal.send(request.response(), request.path(), RequestName.of(request.getHeader(RequestName.FIELD)), detail);
    }

    /** Requests that are no HTTP, too long to be read, or framed in two ways. */
    void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        String detail = "the request is no HTTP, or is framed in two ways";
        if (cause instanceof TooLongHttpLineException) {
            detail = "the address of the request is too long";
        } else if (cause instanceof TooLongHttpHeaderException) {
            detail = "the headers of the request are too large";
        }
        common.meters().refused(Refusal.BAD_REQUEST);
        Framing.leave(request);
        Refusal.BAD_REQUEST.send(request.response(), "", RequestName.of(null), detail);
    }
}
