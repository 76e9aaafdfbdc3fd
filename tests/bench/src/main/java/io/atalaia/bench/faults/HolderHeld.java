/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.Truth.Held;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** SIGSTOP of the hub that holds a lease, for longer than the lease: another takes it, and the first takes nothing back. */
final class HolderHeld implements Fault {
    private static final String LEASE = "registrations";
    /** Five seconds that it stands still, and a third of it until somebody looks. */
    private static final double BAR = 7;

    private Held first;
    private Truth truth;
    private volatile Held second;
    private CompletableFuture<Double> taken;

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
    public void prepare(Stage stage) {
        truth = stage.keep(new Truth(stage.hubs().databaseUri()));
        first = truth.lease(LEASE);
    }

    @Override
    public void strike(Stage stage) {
        stage.hubs().hub(first.node()).hold();
        taken = Stage.meanwhile(System.nanoTime(), BAR * Line.SLACK, () -> {
            second = truth.lease(LEASE);
            return second.isHeld() && !second.owner().equals(first.owner());
        });
    }

    @Override
    public void look(Stage stage, Line line) {
        line.seconds("lease taken after", taken.join(), BAR);
    }

    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
    }

    @Override
    public void after(Stage stage, Line line) {
        Held now = truth.lease(LEASE);
        line.figure("fences " + first.fence() + " and " + second.fence());
        line.must(second.fence() > first.fence(), "the fence did not grow");
        line.must(
                now.equals(second) || now.fence() > second.fence(),
                "the first holder came back: " + first + ", " + second + ", " + now);
    }
}
