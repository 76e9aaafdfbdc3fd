/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.simulate.engine.Dice;
import io.atalaia.agent.simulate.engine.Past;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Hash;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agents of one event loop, each sampled at its own moment as real agents do. */
final class FleetPart extends VerticleBase {
    private static final long LOOK_MILLIS = 5;
    private static final long COUNT_MILLIS = 1_000;
    private static final long SPREAD_MILLIS = 20_000;
    private static final int DEPARTING_WITHIN = 600_000;
    /** What finishing may take. */
    private static final int PATIENCE_SECONDS = 30;

    private final Plan plan;
    private final Clock clock;
    private final Tally tally;
    private final Ledger ledger;
    private final int part;
    private final int parts;
    private final List<Timed> agents = new ArrayList<>();
    private final Dice dice;
    private Surroundings around;
    private long round;
    private int next;
    private boolean stopped;
    private volatile int waiting;
    private volatile int withPast;

    private record Timed(PretendAgent agent, long offset) {}

    /** Takes every machine whose number divided by {@code parts} leaves {@code part}. */
    FleetPart(Plan plan, Clock clock, Tally tally, Ledger ledger, int part, int parts) {
        this.plan = plan;
        this.clock = clock;
        this.tally = tally;
        this.ledger = ledger;
        this.part = part;
        this.parts = parts;
        dice = new Dice(plan.seed() + part);
    }

    @Override
    public Future<?> start() {
        around = new Surroundings(vertx, clock, plan, tally, ledger, dice);
        long now = clock.millis();
        for (int number = part; number < plan.machines(); number += parts) {
            add(number, now);
        }
        agents.sort(Comparator.comparingLong(Timed::offset));
        round = Math.floorDiv(now, plan.every().toMillis()) + 1;
        vertx.setPeriodic(LOOK_MILLIS, fired -> look());
        vertx.setPeriodic(COUNT_MILLIS, fired -> count());
        count();
        return Future.succeededFuture();
    }

    private void add(int number, long now) {
        var machine = plan.machine(number, around.schema(), now);
        String id = machine.facts().id();
        var pace = Pace.of(id, plan.every().toMillis());
        var backlog = new Backlog(past(number, pace, now), plan.mostWaiting());
        var agent = new PretendAgent(
                around,
                machine,
                backlog,
                Math.floorMod(Hash.of(id), SPREAD_MILLIS),
                Pace.telling(id, plan.every().toMillis()));
        agents.add(new Timed(agent, pace.offset()));
        vertx.setTimer(1 + (long) (dice.share() * plan.arrival()), fired -> agent.connect());
        if (plan.flaps(number)) {
            flap(agent);
        } else if (plan.departs(number)) {
            vertx.setTimer(1 + (long) (dice.share() * DEPARTING_WITHIN), fired -> agent.depart());
        }
    }

    private Past past(int number, Pace pace, long now) {
        if (plan.backlog().isZero()) {
            return null;
        }
        // Up to the minute that the live agent begins in, under an earlier boot.
        long begin = now - plan.backlog().toMillis();
        return new Past(plan.machine(number, around.schema(), begin), pace, begin, now);
    }

    private void flap(PretendAgent agent) {
        vertx.setTimer(5_000 + (long) (dice.share() * 40_000), fired -> {
            if (!stopped) {
                agent.cut();
                flap(agent);
            }
        });
    }

    /** Samples whom it is time for; of rounds that were missed altogether only the newest. */
    private void look() {
        long every = plan.every().toMillis();
        long now = clock.millis();
        if (next == 0 && now - round * every > 2 * every) {
            long behind = (now - round * every) / every;
            tally.missed.add(behind * agents.size());
            round += behind;
        }
        while (!stopped && round * every + agents.get(next).offset <= now) {
            agents.get(next).agent.sample(round * every + agents.get(next).offset);
            next++;
            if (next == agents.size()) {
                next = 0;
                round++;
            }
        }
    }

    private void count() {
        waiting = agents.stream().mapToInt(one -> one.agent.waiting()).sum();
        withPast = (int) agents.stream().filter(one -> one.agent.hasPast()).count();
    }

    /** Blocks in memory, as of the last second. Any thread. */
    int waiting() {
        return waiting;
    }

    /** Machines whose past is not stored yet, as of the last second. Any thread. */
    int withPast() {
        return withPast;
    }

    /** Samples no more, sends what is left, and says goodbye. Never fails. */
    @Override
    public Future<?> stop() {
        stopped = true;
        var all = agents.stream().map(one -> one.agent.finish()).toList();
        return Future.all(all)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .compose(done -> {
                    count();
                    agents.forEach(one -> one.agent.leave());
                    sum();
                    return around.close().otherwiseEmpty();
                });
    }

    private void sum() {
        if (ledger != null) {
            agents.forEach(one -> ledger.sum(one.agent.machine().facts().id(), one.agent.sampled(), one.agent.acked()));
        }
    }
}
