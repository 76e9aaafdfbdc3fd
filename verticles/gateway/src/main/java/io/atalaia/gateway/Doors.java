/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.forward.Forwarding;
import io.atalaia.gateway.guest.LinesDoor;
import io.atalaia.gateway.guest.LinesGate;
import io.atalaia.gateway.limit.Connections;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.web.Api;
import io.atalaia.gateway.web.HttpDoor;
import io.atalaia.gateway.web.HttpSettings;
import io.atalaia.gateway.web.Leaving;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.ServerTls;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;

/** Every port of a gateway: for pages and programs, for JSON lines, and for requests to services. For one event loop. */
final class Doors {
    private final ServerTls tls;
    private final Connections connections;
    private final Api api;
    private final HttpDoor http;
    private final LinesDoor lines;
    private final Forwarding forwarding;
    private Router router;

    /**
     * What stands behind the doors.
     *
     * @param own the gateway's metrics
     */
    record Behind(
            Vertx vertx,
            Bus bus,
            Catalog catalog,
            Node node,
            Access access,
            GuestService guests,
            Clock clock,
            MeterRegistry own) {}

    Doors(GatewayConfig config, Behind behind) {
        var vertx = behind.vertx();
        var leaving = new Leaving(vertx.isClustered());
        var settings = HttpSettings.of(config, behind.node().insecure());
        tls = new ServerTls(vertx, config.tls().files(), config.limits().headers(), behind.clock(), behind.own());
        connections = new Connections(config.limits(), "gateway", false, behind.own());
        api = new Api(vertx, settings, leaving, behind.clock(), behind.own());
        http = new HttpDoor(vertx, settings, leaving, connections, tls);
        lines = new LinesDoor(
                vertx,
                config.host(),
                config.ingest().lines(),
                behind.guests(),
                gate(config, behind.access()),
                behind.clock(),
                tls,
                behind.own());
        forwarding = new Forwarding(
                vertx,
                forwarded(config, behind.node(), settings.hstsSeconds()),
                behind.bus(),
                behind.catalog(),
                behind.access().admission(),
                tls,
                behind.clock(),
                behind.own());
    }

    private static LinesGate gate(GatewayConfig config, Access access) {
        boolean anybody = access.anonymous().contains(Permissions.lines().right());
        return new LinesGate(access.callers(), config.loopback() || anybody);
    }

    private static Forwarding.Setting forwarded(GatewayConfig config, Node node, long hstsSeconds) {
        return new Forwarding.Setting(
                config.forward(),
                config.limits(),
                config.forwardHost(),
                node.id(),
                config.forwardLoopback() && !node.insecure(),
                hstsSeconds,
                config.ingest().tokens().values());
    }

    /**
     * Opens them one by one.
     *
     * @param before what must have happened before somebody may come
     */
    Future<?> open(Supplier<Api.Parts> parts, Supplier<Future<?>> before) {
        return tls.open()
                .compose(read -> api.open(parts.get()))
                .compose(made -> {
                    router = made;
                    return before.get().compose(ready -> http.open(made));
                })
                .compose(listening -> lines.open())
                .compose(listening -> forwarding.open());
    }

    /** From the next request and connection on. On the event loop of these. */
    void change(LimitsConfig limits) {
        connections.change(limits);
        api.change(limits.policy());
        forwarding.change(limits);
    }

    Router router() {
        return router;
    }

    int port() {
        return http.port();
    }

    /** -1 for none. */
    int linesPort() {
        return lines.port();
    }

    /** -1 for none. */
    int forwardPort() {
        return forwarding.port();
    }

    /** Takes no more guests. */
    Future<?> closeLines() {
        return lines.close();
    }

    /** Lets what is under way end. */
    Future<Void> close() {
        return forwarding.close().eventually(http::close).onComplete(closed -> tls.close());
    }
}
