/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.health.engine.Outcome;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import java.time.Duration;

/** An address on the bus answers a {@link Ping} and says that it is able. */
final class BusProbe implements Probe {
    private final Bus bus;

    BusProbe(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Outcome> ask(Goal goal, Check check, Deadline deadline) {
        return bus.ask(HealthApi.pingAt(goal.host()), new Ping(), Duration.ofMillis(deadline.millis()))
                .map(pong -> pong.able()
                        ? Outcome.able(deadline.elapsedMillis())
                        : Outcome.unable(pong.detail(), deadline.elapsedMillis()))
                .recover(BusProbe::unanswered);
    }

    private static Future<Outcome> unanswered(Throwable cause) {
        return cause instanceof Fault fault && fault.code() == Fault.UNAVAILABLE
                ? Future.succeededFuture(Outcome.refused(fault.getMessage()))
                : Future.failedFuture(cause);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
