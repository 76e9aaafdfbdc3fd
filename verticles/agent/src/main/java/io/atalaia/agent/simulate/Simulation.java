/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;

/** A fleet of pretend agents under way. Any thread. */
public final class Simulation {
    /** One event loop feeds so many machines without being late. */
    private static final int MACHINES_EACH = 2_000;

    private static final int MOST_PARTS = 2;

    private final Vertx vertx;
    private final Tally tally = new Tally();
    private final Ledger ledger;
    private final List<FleetPart> parts;
    private List<String> deployed = List.of();

    /** @param ledger hears of each acknowledged block; null for none */
    public Simulation(Vertx vertx, Clock clock, Plan plan, Ledger ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
        int count = plan.machines() > MACHINES_EACH ? MOST_PARTS : 1;
        parts = IntStream.range(0, count)
                .mapToObj(part -> new FleetPart(plan, clock, tally, ledger, part, count))
                .toList();
    }

    public Future<Void> start() {
        return Future.all(parts.stream().map(vertx::deployVerticle).toList()).map(all -> {
            deployed = all.list();
            return null;
        });
    }

    /** Samples no more, waits up to half a minute for what is not acknowledged, and closes the ledger. */
    public Future<Void> stop() {
        return Future.join(deployed.stream().map(vertx::undeploy).toList())
                .otherwiseEmpty()
                .compose(done -> ledger == null ? Future.succeededFuture() : ledger.close());
    }

    public Figures figures() {
        return Figures.of(
                tally,
                parts.stream().mapToInt(FleetPart::waiting).sum(),
                parts.stream().mapToInt(FleetPart::withPast).sum());
    }

    /** Begins the latencies anew. */
    public void warm() {
        tally.warm();
    }
}
