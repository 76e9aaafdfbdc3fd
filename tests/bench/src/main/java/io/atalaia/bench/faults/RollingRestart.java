/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Probe;
import io.atalaia.bench.faults.load.Probes;
import io.atalaia.bench.faults.load.Questions;
import java.util.List;

/** Every hub is stopped in order and started again, one after the other, while clients that know all gateways go on asking. */
final class RollingRestart implements Fault {
    private static final double LIMIT = 60;

    private List<Probe> clients = List.of();

    @Override
    public String name() {
        return "rolling restart under load";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public double lasts(double seconds) {
        return 0;
    }

    @Override
    public void strike(Stage stage) {
        try (Probes load = stage.load()) {
            clients = load.where(probe -> true);
            stage.hubs().all().forEach(hub -> restart(stage, hub));
        }
    }

    private static void restart(Stage stage, Running hub) {
        hub.stop();
        hub.start();
        hub.awaitReady();
        long now = System.nanoTime();
        double calm = Stage.until(now, LIMIT, () -> stage.probes().unwell(now).isEmpty());
        if (Double.isInfinite(calm)) {
            throw new IllegalStateException("not well after the restart of " + hub.name() + ": "
                    + stage.probes().unwell(now));
        }
    }

    @Override
    public void look(Stage stage, Line line) {
        var outcomes = clients.stream()
                .flatMap(client -> client.since(stage.beginNanos()).stream())
                .toList();
        var bad = outcomes.stream().filter(outcome -> !outcome.good()).toList();
        var lost = bad.stream()
                .filter(outcome -> !Questions.HALF.contains(outcome.wrong()))
                .toList();
        line.figure("of %d requests under load %d lost, %d answered stale or incomplete"
                .formatted(outcomes.size(), lost.size(), bad.size() - lost.size()));
        line.must(lost.isEmpty(), "requests were lost: " + lost);
    }

    @Override
    public void mend(Stage stage) {
        // Whoever was stopped runs again already.
    }
}
