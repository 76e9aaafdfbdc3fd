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
import java.util.concurrent.atomic.AtomicInteger;

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
    private final AtomicInteger connections;
    private final Set<Passage> passages = new LinkedHashSet<>();
    private Lines lines;
    private HttpServer server;
    private long tidying = -1;
    private boolean looking;

    /**
     * @param port -1 takes any free one, for all loops together
     * @param connections of all loops
     */
    Loop(Common common, int port, AtomicInteger connections) {
        this.common = common;
        this.port = port;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        lines = new Lines(vertx, common.config(), common.node(), common.clock());
        tidying = vertx.setPeriodic(TIDY_MILLIS, tick -> lines.tidy());
        var options = options();
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
                // Two requests by one connection at once, or a protocol that is agreed on midway, are of no use here.
                .setHttp2ClearTextEnabled(false)
                // The bytes of WebSockets pass as they are; what two ends agree on is theirs.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setIdleTimeout((int) common.config().idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private void attend(HttpConnection connection, HttpServerOptions options) {
        if (connections.incrementAndGet() > common.config().maxConnections()) {
            connections.decrementAndGet();
            var ignored = connection.close();
            return;
        }
        connection.closeHandler(closed -> connections.decrementAndGet());
        Framing.strict(connection, options, true);
    }

    private void pass(Way way, Buffer whole) {
        var passage = new Passage[1];
        passage[0] = new Passage(common, lines, way, whole, () -> passages.remove(passage[0]));
        passages.add(passage[0]);
        passage[0].begin();
        lookSoon();
    }

    /** Looks at what is under way as long as there is something. */
    private void lookSoon() {
        if (!looking && !passages.isEmpty()) {
            looking = true;
            vertx.setTimer(LOOK_MILLIS, tick -> {
                looking = false;
                long now = common.clock().nanos();
                List.copyOf(passages).forEach(one -> one.look(now));
                lookSoon();
            });
        }
    }

    int port() {
        return server.actualPort();
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
