/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import io.atalaia.gateway.IngestConfig;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.ServerTls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.BindException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** JSON lines over TCP: a sample a line, an answer a line, in order. Used on the gateway's event loop alone. */
public final class LinesDoor {
    private static final long TICK_MILLIS = 1_000;
    private static final String FULL = "{\"error\":\"this gateway has as many connections as"
            + " gateway.ingest.lines.maxConnections allows; try again later\"}\n";

    private final Vertx vertx;
    private final String host;
    private final IngestConfig.Lines config;
    private final GuestService guests;
    private final LinesGate gate;
    private final Clock clock;
    private final ServerTls tls;
    private final Set<LinesConnection> connections = new LinkedHashSet<>();
    private NetServer server;
    private long ticking = -1;

    public LinesDoor(
            Vertx vertx,
            String host,
            IngestConfig.Lines config,
            GuestService guests,
            LinesGate gate,
            Clock clock,
            ServerTls tls,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.host = host;
        this.config = config;
        this.guests = guests;
        this.gate = gate;
        this.clock = clock;
        this.tls = tls;
        Gauge.builder("atalaia_lines_connections", connections, Set::size)
                .description("Connections of programs that send JSON lines")
                .strongReference(true)
                .register(meters);
    }

    /** Fails with an {@link IllegalStateException} that says in a sentence what to do when the port is taken. */
    public Future<Void> open() {
        if (config.none()) {
            return Future.succeededFuture();
        }
        var options = new NetServerOptions().setTcpKeepAlive(true).setAcceptBacklog(1_024);
        server = vertx.createNetServer(tls.secure(options)).connectHandler(this::connect);
        ticking = vertx.setPeriodic(TICK_MILLIS, timer -> tick());
        return server.listen(config.port(), host)
                .onSuccess(tls::follow)
                .recover(this::explained)
                .mapEmpty();
    }

    private Future<NetServer> explained(Throwable cause) {
        String place = config.port() + " of " + host;
        return Future.failedFuture(new IllegalStateException(
                cause instanceof BindException
                        ? "port " + place + " is in use; choose another with --set gateway.ingest.lines.port=…,"
                                + " or none with -1"
                        : "port " + place + " cannot be opened: " + cause.getMessage()));
    }

    private void connect(NetSocket socket) {
        if (connections.size() >= config.maxConnections()) {
            socket.end(io.vertx.core.buffer.Buffer.buffer(FULL)).onFailure(gone -> {});
            return;
        }
        var connection = new LinesConnection[1];
        connection[0] = new LinesConnection(
                socket, guests, gate, clock, (int) config.maxLine().bytes(), () -> connections.remove(connection[0]));
        connections.add(connection[0]);
        connection[0].open();
    }

    private void tick() {
        long now = clock.nanos();
        List.copyOf(connections).forEach(connection -> connection.tick(now));
    }

    /** -1 when there is none. */
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    /** Takes no more connections and no more lines. */
    public Future<Void> close() {
        vertx.cancelTimer(ticking);
        List.copyOf(connections).forEach(LinesConnection::stop);
        return server == null ? Future.succeededFuture() : server.close();
    }
}
