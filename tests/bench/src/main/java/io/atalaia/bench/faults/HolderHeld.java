/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.Truth.Held;
import java.util.Optional;

/** SIGSTOP of the hub that holds a lease, for longer than the lease: another takes it, and the first takes nothing back. */
final class HolderHeld implements Fault {
    private static final String LEASE = "registrations";
    /** Five seconds that it stands still, and a third of it until somebody looks. */
    private static final double BAR = 7;

    private Held first;
    private Held second;
    private double taken;

    @Override
    public String name() {
        return "SIGSTOP of the holder of a lease";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public Optional<String> gone() {
        return Optional.of(first.node());
    }

    @Override
    public void strike(Stage stage) {
        try (var truth = new Truth(stage.hubs().databaseUri())) {
            first = truth.lease(LEASE);
            stage.hubs().hub(first.node()).hold();
            long begin = System.nanoTime();
            taken = Stage.until(begin, BAR * Line.SLACK, () -> {
                second = truth.lease(LEASE);
                return second.isHeld() && !second.owner().equals(first.owner());
            });
        }
    }

    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
    }

    @Override
    public void after(Stage stage, Line line) {
        line.seconds("lease taken after", taken, BAR);
        try (var truth = new Truth(stage.hubs().databaseUri())) {
            Held now = truth.lease(LEASE);
            line.figure("fences " + first.fence() + " and " + second.fence());
            line.must(second.fence() > first.fence(), "the fence did not grow");
            line.must(
                    now.equals(second) || now.fence() > second.fence(),
                    "the first holder came back: " + first + ", " + second + ", " + now);
        }
    }
}
