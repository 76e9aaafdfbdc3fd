/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.bench.chaos.Answers.Row;
import io.atalaia.bench.chaos.Faults.Fault;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.awaitility.Awaitility;

/**
 * Agents and a hub as processes of their own, each killed at random; cables cut in the middle of a frame or dead; a disk that
 * fills; the hub held down. At the end everything is mended, and what the agents' journals held is compared with what the hub
 * answers.
 */
public final class Chaos implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final int DISK_MEBIBYTES = 16;
    private static final Duration LOOK = Duration.ofMillis(20);
    /** A fault under way at the end may take so long. */
    private static final Duration MOST_BEHIND = Duration.ofMinutes(1);
    /** So long agents need to come back and to collect something. */
    private static final Duration CALM = Duration.ofSeconds(6);

    private static final int MOST_DRAINS = 10;
    private static final String TOKEN = "a-token-for-chaos-alone";

    private final Plan plan;
    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private final Victim hub;
    private final List<WatchedAgent> agents = new ArrayList<>();
    private final SmallDisk disk;
    private final Faults faults;

    /**
     * @param directory for everything; emptied by whoever made it
     * @param door where agents knock, from the gateway's port; itself for an honest run
     */
    public record Plan(Path directory, Duration duration, int agents, long seed, IntUnaryOperator door) {}

    public Chaos(Plan plan) {
        this.plan = plan;
        faults = new Faults(plan.seed());
        hub = new Victim(this::hub);
        disk = new SmallDisk(plan.directory().resolve("small-disk"), DISK_MEBIBYTES);
        int door = plan.door().applyAsInt(port);
        for (int number = 0; number < plan.agents(); number++) {
            Path data = number == 0 ? disk.path() : plan.directory().resolve("agent-" + number);
            agents.add(new WatchedAgent(data, door, TOKEN));
        }
        plot();
    }

    private AtalaiaProcess hub() {
        return AtalaiaProcess.start(
                plan.directory(),
                "run",
                "--roles",
                "database,storage,discovery,health-check,gateway",
                "--set",
                "gateway.port=" + port,
                "--set",
                "gateway.ingest.lines.port=0",
                "--set",
                "gateway.ingest.tokens={chaos: \"" + TOKEN + "\"}");
    }

    private void plot() {
        faults.add(new Fault("the hub is killed", 3, 500, 6_000, hub::kill, hub::start));
        faults.add(new Fault("the disk of agent 0 is full", 2, 3_000, 8_000, disk::fill, disk::free));
        for (int number = 0; number < agents.size(); number++) {
            var agent = agents.get(number);
            String name = "agent " + number;
            faults.add(new Fault(name + " is killed", 3, 0, 1_500, agent::kill, agent::start));
            faults.add(new Fault("the cable of " + name + " is cut", 2, 0, 0, agent.cable()::cut, () -> {}));
            faults.add(new Fault(
                    "the cable of " + name + " is dead",
                    1,
                    2_000,
                    12_000,
                    () -> agent.cable().goDead(true),
                    () -> agent.cable().goDead(false)));
        }
    }

    /** Lets it happen for the planned time, mends everything, and counts. */
    public Tally run() {
        long from = System.currentTimeMillis();
        hub.start();
        hub.process().awaitReady(READY);
        agents.forEach(WatchedAgent::start);
        agents.forEach(WatchedAgent::awaitBegun);
        rage();
        faults.mendAll();
        stopWithoutHub();
        drain();
        hub.stop(READY);
        hub.start();
        hub.process().awaitReady(READY);
        return tally(from, System.currentTimeMillis());
    }

    private void rage() {
        watch(plan.duration(), () -> faults.tick(System.currentTimeMillis()));
    }

    /** Looks at the journals often enough to miss none of them, and does what else is to be done each time. */
    private void watch(Duration time, Runnable eachTime) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await("the end of the time")
                .pollInterval(LOOK)
                .atMost(time.plus(MOST_BEHIND))
                .until(() -> {
                    agents.forEach(agent -> agent.ledger().look());
                    eachTime.run();
                    return System.nanoTime() >= end;
                });
    }

    /** Agents that stop in order send what they have, and here nobody is there to write it down. */
    private void stopWithoutHub() {
        hub.process().awaitReady(READY);
        watch(CALM, () -> {});
        hub.kill();
        agents.forEach(WatchedAgent::stop);
        hub.start();
    }

    /** Every agent is asked to stop in order, which sends what waits, until nothing waits any more. */
    private void drain() {
        hub.process().awaitReady(READY);
        for (int round = 0; round < MOST_DRAINS; round++) {
            var left = agents.stream().filter(agent -> !agent.drained()).toList();
            left.forEach(WatchedAgent::start);
            left.forEach(WatchedAgent::awaitDrained);
            agents.forEach(WatchedAgent::stop);
            if (agents.stream().allMatch(WatchedAgent::drained)) {
                return;
            }
        }
        throw new AssertionError("agents still hold blocks although the hub is there");
    }

    private Tally tally(long from, long to) {
        var answers = new Answers(api);
        var count = new Count();
        for (WatchedAgent agent : agents) {
            String machine = agent.machine();
            var rows = answers.isKnown(machine) ? answers.rows(machine, from, to) : List.<Row>of();
            count.compare(machine, agent.ledger().times(machine), rows);
        }
        return count.tally(faults.count());
    }

    @Override
    public void close() {
        agents.forEach(WatchedAgent::close);
        hub.close();
        disk.close();
    }
}
