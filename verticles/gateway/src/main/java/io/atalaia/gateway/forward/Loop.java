/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.limit.Framing;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop that forwards. Several of them share one port. */
final class Loop extends VerticleBase {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int CHUNK = 32 * 1024;
    private static final int BACKLOG = 1_024;
    /** How late a time-out may be noticed. */
    private static final long LOOK_MILLIS = 10;

    private static final long TIDY_MILLIS = 1_000;
    private static final int CLOSING_SECONDS = 2;

    private final Common common;
    private final int port;
    /** Those that wait for an instance, and those whose answer has begun. */
    private final Set<Passage> waiting = new LinkedHashSet<>();

    private final Set<Passage> lasting = new LinkedHashSet<>();
    private Lines lines;
    private HttpServer server;
    private long tidying = -1;
    private boolean looking;

    /** @param port -1 takes any free one, for all loops together */
    Loop(Common common, int port) {
        this.common = common;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        lines = new Lines(vertx, common.config(), common.node(), common.clock());
        tidying = vertx.setPeriodic(TIDY_MILLIS, tick -> tidy());
        var options = common.tls().secure(options());
        var desk = new Desk(common, this::pass);
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> attend(connection, options))
                .requestHandler(desk::take)
                .invalidRequestHandler(desk::refuseInvalid);
        return server.listen(port, common.host())
                .recover(cause -> close().transform(closed -> Future.failedFuture(cause)));
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxChunkSize(CHUNK)
                .setAcceptBacklog(BACKLOG)
                // HTTP/2 is for those who agree on it with TLS; a protocol that changes midway is of no use here.
                .setHttp2ClearTextEnabled(false)
                // The bytes of WebSockets pass as they are; what two ends agree on is theirs.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setIdleTimeout((int) common.config().idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private void attend(HttpConnection connection, HttpServerOptions options) {
        if (common.connections().attend(connection)) {
            Framing.strict(connection, options, true);
        }
    }

    private void pass(Way way, Buffer whole) {
        var passage = new Passage[1];
        passage[0] = new Passage(common, lines, way, whole, () -> {
            if (!waiting.remove(passage[0])) {
                lasting.remove(passage[0]);
            }
        });
        waiting.add(passage[0]);
        passage[0].begin();
        lookSoon();
    }

    private void tidy() {
        lines.tidy();
        long now = common.clock().nanos();
        lasting.forEach(one -> one.lasts(now));
    }

    /** Looks at what is under way as long as there is something. */
    private void lookSoon() {
        if (!looking && !waiting.isEmpty()) {
            looking = true;
            vertx.setTimer(LOOK_MILLIS, tick -> {
                looking = false;
                long now = common.clock().nanos();
                List.copyOf(waiting).forEach(one -> look(one, now));
                lookSoon();
            });
        }
    }

    private void look(Passage one, long now) {
        if (one.look(now) && waiting.remove(one)) {
            lasting.add(one);
        }
    }

    HttpServer server() {
        return server;
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(CLOSING_SECONDS, TimeUnit.SECONDS).eventually(this::close);
    }

    private Future<Void> close() {
        vertx.cancelTimer(tidying);
        return lines.close();
    }
}
