/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Watch.Due;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;

/** Carries checks out, each within its time and all within bounds. Event loop only. */
public final class Probes {
    /** More under way at once would say more about this node than about those that it asks. */
    private static final int MOST_RUNNING = 4_000;

    private final Vertx vertx;
    private final Clock clock;
    private final Goals goals;
    private final ProbeMeters meters;
    private final Map<Kind, Probe> probes = new EnumMap<>(Kind.class);
    /** Written on the event loop alone, read by metrics. */
    private volatile int running;

    public Probes(Vertx vertx, Bus bus, Clock clock, Networks networks, ProbeMeters meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
        goals = new Goals(vertx, networks);
        probes.put(Kind.HTTP, new HttpProbe(vertx, false));
        probes.put(Kind.HTTPS, new HttpProbe(vertx, true));
        probes.put(Kind.TCP, new TcpProbe(vertx));
        probes.put(Kind.UDP, new UdpProbe(vertx));
        probes.put(Kind.GRPC, new GrpcProbe(vertx));
        probes.put(Kind.BUS, new BusProbe(bus));
    }

    public int running() {
        return running;
    }

    /** Fails never. */
    public Future<Outcome> ask(Due due) {
        var check = due.asked();
        if (running >= MOST_RUNNING) {
            return Future.succeededFuture(Outcome.silent("too many checks are under way on the node that checks it"));
        }
        running = running + 1;
        var deadline = new Deadline(clock, check.timeoutMillis());
        Promise<Outcome> ended = Promise.promise();
        long timer = vertx.setTimer(
                check.timeoutMillis(),
                late -> ended.tryComplete(Outcome.silent("no answer within " + check.timeoutMillis() + " ms")));
        asked(due, check, deadline).otherwise(cause -> failed(cause, deadline)).onSuccess(ended::tryComplete);
        return ended.future().onSuccess(outcome -> {
            running = running - 1;
            vertx.cancelTimer(timer);
            deadline.end();
            meters.count(check.kind(), outcome.kind());
        });
    }

    private Future<Outcome> asked(Due due, Check check, Deadline deadline) {
        var probe = probes.get(check.kind());
        try {
            return check.kind() == Kind.BUS
                    ? probe.ask(new Goal(due.subject().target().address(), null, 0), check, deadline)
                    : goals.of(due.subject()).compose(goal -> probe.ask(goal, check, deadline));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Outcome failed(Throwable cause, Deadline deadline) {
        if (cause instanceof ConnectTimeoutException || cause instanceof NoRouteToHostException) {
            return Outcome.silent("no connection: " + cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return Outcome.refused("the connection is refused");
        }
        if (cause instanceof UnknownHostException) {
            return Outcome.unable("its name is not known: " + cause.getMessage(), deadline.elapsedMillis());
        }
        return deadline.elapsedMillis() >= deadline.millis()
                ? Outcome.silent("no answer within " + deadline.millis() + " ms")
                : Outcome.unable(String.valueOf(cause.getMessage()), deadline.elapsedMillis());
    }

    public Future<Void> close() {
        return Future.join(probes.values().stream().map(Probe::close).toList()).mapEmpty();
    }
}
