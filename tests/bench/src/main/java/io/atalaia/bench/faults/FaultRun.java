/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Outcome;
import io.atalaia.bench.faults.load.Probe;
import io.atalaia.bench.faults.load.Probes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lets one fault after the other happen on one stage, and writes a line of each. Used by one thread. */
public final class FaultRun {
    private static final double CALM_SECONDS = 60;
    private static final double FOUND_SECONDS = 10;

    private final Stage stage;
    private final List<Line> lines = new ArrayList<>();

    public FaultRun(Stage stage) {
        this.stage = stage;
        stage.fronts().register();
    }

    public boolean canHappen(Fault fault) {
        return stage.network().hasCables() || !fault.needsCables();
    }

    /** One fault from a calm before it to the calm after it; prints its line. */
    public Line run(Fault fault) {
        var line = new Line(fault.name());
        try {
            calm();
            fault.prepare(stage);
            happen(fault, line);
        } catch (RuntimeException | AssertionError e) {
            line.falls(e.toString());
            restore();
        }
        return told(line);
    }

    private Line told(Line line) {
        lines.add(line);
        System.out.println(line);
        return line;
    }

    /** Stops the agents in order, and compares what their journals ever held with what a hub answers; prints a line. */
    public Line samples() {
        var line = new Line("what the agents collected");
        new Samples(stage).compare(line);
        return told(line);
    }

    private void calm() {
        long now = System.nanoTime();
        if (Double.isInfinite(
                Stage.until(now, CALM_SECONDS, () -> stage.probes().unwell(now).isEmpty()))) {
            throw new IllegalStateException(
                    "not calm before it: " + stage.probes().unwell(now));
        }
        if (Double.isInfinite(Stage.until(now, CALM_SECONDS, () -> isWhole()))) {
            throw new IllegalStateException("not whole before it");
        }
        stage.probes().forget(now);
    }

    /** What is registered with an address of the loopback is checked by its own node alone, and not each checks. */
    private boolean isWhole() {
        return stage.view().isWhole()
                && (!stage.network().hasCables() || stage.fronts().allPass());
    }

    private void happen(Fault fault, Line line) {
        int before = stage.journal().count();
        long begin = System.nanoTime();
        fault.strike(stage);
        fault.gone()
                .ifPresent(name -> line.seconds(
                        "evicted after",
                        Stage.until(begin, Line.EVICTED * Line.SLACK, () -> stage.isGone(name)),
                        Line.EVICTED));
        Stage.pass(begin, fault.lasts(stage.seconds()));
        fault.look(stage, line);
        long end = System.nanoTime();
        others(fault, line, begin, end);
        fault.mend(stage);
        again(fault, line, System.nanoTime());
        fault.after(stage, line);
        judge(line, begin, before);
    }

    /** How long those that nothing happened to could not answer everything. */
    private void others(Fault fault, Line line, long begin, long end) {
        fault.gone().ifPresent(gone -> {
            var others = stage.probes().where(probe -> !probe.hub().equals(gone));
            line.seconds("the others answer after", Probes.back(others, begin, end));
            Probes.stillWrong(others, begin, end).forEach(probe -> line.figure("at the end still not: " + probe));
        });
    }

    private void again(Fault fault, Line line, long end) {
        double limit = Line.AGAIN * Line.SLACK;
        double calm = Stage.until(end, limit, () -> stage.probes().unwell(end).isEmpty());
        if (Double.isInfinite(calm)) {
            line.falls("not well after it: " + stage.probes().unwell(end));
        }
        line.seconds(
                "all answer after",
                Probes.back(stage.probes().where(probe -> true), end, System.nanoTime()),
                fault.again());
    }

    private void judge(Line line, long begin, int before) {
        Set<String> entries = stage.journal().entries();
        var lost = new TreeSet<String>();
        for (Running hub : stage.hubs().all()) {
            var missing = new TreeSet<String>();
            boolean found = Double.isFinite(Stage.until(System.nanoTime(), FOUND_SECONDS, () -> {
                missing.clear();
                missing.addAll(stage.journal().missing(stage.base(hub), entries));
                return missing.isEmpty();
            }));
            if (!found) {
                lost.addAll(missing);
            }
        }
        line.figure("%d acknowledged, %d lost".formatted(stage.journal().count() - before, lost.size()));
        line.must(lost.isEmpty(), "lost " + lost);
        lost.forEach(stage.journal()::gone);
        stage.journal().remove(stage.base(stage.hubs().all().get(0)), entries);
        line.figure(requests(begin));
    }

    private String requests(long begin) {
        long asked = 0;
        long failed = 0;
        for (Probe probe : stage.probes().where(probe -> true)) {
            List<Outcome> outcomes = probe.since(begin);
            asked += outcomes.size();
            failed += outcomes.stream().filter(outcome -> !outcome.good()).count();
        }
        return "%d of %d requests failed".formatted(failed, asked);
    }

    private void restore() {
        stage.network().mend();
        stage.hubs().revive();
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
