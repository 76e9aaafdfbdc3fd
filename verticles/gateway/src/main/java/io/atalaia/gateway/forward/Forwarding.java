/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.contracts.node.NodeState.BreakerState;
import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.gateway.access.Admission;
import io.atalaia.gateway.forward.engine.Lanes;
import io.atalaia.gateway.forward.engine.Target;
import io.atalaia.gateway.limit.Connections;
import io.atalaia.platform.bus.Breakers;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Traffic;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.ServerTls;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.net.BindException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Requests to registered services, on a listener of its own, so that no page of theirs shares the dashboard's origin. */
public final class Forwarding {
    /** Any free port, the same for all that are deployed together. */
    private static final int SHARED = -1;

    /** More breakers are not shown at once; those that hold something back come first. */
    private static final int MOST_SHOWN = 100;

    private final Vertx vertx;
    private final Setting setting;
    private final Bus bus;
    private final Catalog catalog;
    private final Admission admission;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Lanes lanes;
    private final ServerTls tls;
    private final Connections connections;
    private final Rates rates;
    private final List<String> deployments = new ArrayList<>();
    private Catalog.Watching watching = () -> {};
    private Breakers.Beside shown = () -> {};
    private Common common;
    private int port = -1;

    /**
     * @param host on which it listens
     * @param node the id of this node
     * @param loopbackOnly whether only requests to this machine's own names are answered
     * @param hstsSeconds how long browsers are to remember that this host is reached over TLS alone; 0: they are not told
     * @param tokens of the configuration, which no service may see
     */
    public record Setting(
            ForwardConfig config,
            LimitsConfig limits,
            String host,
            String node,
            boolean loopbackOnly,
            long hstsSeconds,
            Collection<String> tokens) {}

    public Forwarding(
            Vertx vertx,
            Setting setting,
            Bus bus,
            Catalog catalog,
            Admission admission,
            ServerTls tls,
            Clock clock,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.setting = setting;
        this.bus = bus;
        this.catalog = catalog;
        this.admission = admission;
        this.tls = tls;
        this.clock = clock;
        this.meters = meters;
        var config = setting.config();
        connections = new Connections(limits(setting.limits()), "forward", true, meters);
        rates = new Rates(setting.limits().forwardedPolicy(), meters);
        lanes = new Lanes(setting.node(), config.leastWaiting(), config.maxWaiting());
    }

    private LimitsConfig limits(LimitsConfig limits) {
        return limits.with(setting.config().maxConnections());
    }

    /** Makes other limits hold from the next request and connection on. From any thread. */
    public void change(LimitsConfig limits) {
        connections.change(limits(limits));
        rates.change(limits.forwardedPolicy());
    }

    /** Fails with an {@link IllegalStateException} that says in a sentence what to do when the port is taken. */
    public Future<Void> open() {
        var config = setting.config();
        if (config.none()) {
            return Future.succeededFuture();
        }
        common = new Common(
                config,
                setting.host(),
                setting.node(),
                setting.loopbackOnly(),
                setting.hstsSeconds() > 0 ? HttpHeaders.createOptimized("max-age=" + setting.hstsSeconds()) : null,
                tls,
                connections,
                rates,
                lanes,
                admission,
                new OwnSecrets(setting.tokens()),
                new Traffic(vertx, bus, setting.node()),
                new ForwardMeters(meters),
                new AccessLog(vertx, config.accessLog(), config.maxLog().bytes(), clock, meters),
                clock);
        watching = catalog.watch(this::learn);
        shown = bus.breakers().beside(this::breakers);
        return listen().recover(this::explained);
    }

    private Future<Void> listen() {
        var config = setting.config();
        var loops = new ConcurrentLinkedQueue<Loop>();
        return vertx.deployVerticle(
                        () -> {
                            var loop = new Loop(common, config.port() == 0 ? SHARED : config.port());
                            loops.add(loop);
                            return loop;
                        },
                        new DeploymentOptions().setInstances(config.threads()))
                .map(deployed -> {
                    deployments.add(deployed);
                    loops.forEach(loop -> tls.follow(loop.server()));
                    port = loops.peek().server().actualPort();
                    return null;
                });
    }

    private Future<Void> explained(Throwable cause) {
        String place = setting.config().port() + " of " + setting.host();
        String sentence = cause instanceof BindException
                ? "port " + place + " is in use; choose another with --set gateway.forward.port=…, or none with -1"
                : "port " + place + " cannot be opened: " + cause.getMessage();
        return close().transform(closed -> Future.failedFuture(new IllegalStateException(sentence, cause)));
    }

    private void learn(Snapshot snapshot) {
        lanes.learn(snapshot, clock.nanos());
        common.meters().learn(lanes);
    }

    /** What stands before the instances, as the nodes' other breakers are shown. */
    private List<BreakerState> breakers() {
        var all = new ArrayList<BreakerState>();
        lanes.all().forEach(lane -> lane.targets().forEach(target -> all.add(state(lane.name(), target))));
        all.sort((a, b) -> Boolean.compare(a.position() == Position.CLOSED, b.position() == Position.CLOSED));
        return all.size() > MOST_SHOWN ? List.copyOf(all.subList(0, MOST_SHOWN)) : all;
    }

    private BreakerState state(String service, Target target) {
        var now = target.shown(clock.nanos());
        Long next = now.inNanos() == null ? null : clock.millis() + TimeUnit.NANOSECONDS.toMillis(now.inNanos());
        var place = target.place();
        return new BreakerState(
                service + "/" + place.id(), place.address() + ":" + place.port(), now.position(), now.failures(), next);
    }

    /** The port on which it listens, once open; -1 for none. */
    public int port() {
        return port;
    }

    /** Takes no more, and lets what is under way end. Safe to call also when it was never opened. */
    public Future<Void> close() {
        watching.end();
        shown.end();
        if (common == null) {
            return Future.succeededFuture();
        }
        common.traffic().close();
        var ending = deployments.stream().map(vertx::undeploy).toList();
        // Whoever deployed this ends it first, when it ends itself.
        return Future.join(ending)
                .otherwiseEmpty()
                .eventually(() -> common.log().close())
                .mapEmpty();
    }
}
