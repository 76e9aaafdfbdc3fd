/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.vertx.core.json.JsonArray;
import java.util.Optional;

/** SIGSTOP of a lease's holder between taking the fence and writing under it: what it writes when it goes on is refused. */
final class LateWrite implements Fault {
    private static final double LIMIT = 30;

    private Worker first;
    private Worker second;
    private double taken;

    @Override
    public String name() {
        return "SIGSTOP amid the work under a lease";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public void prepare(Stage stage) {
        try (var truth = new Truth(stage.hubs().databaseUri())) {
            truth.beginWork(LeasedWorker.WORK);
        }
        first = stage.keep(new Worker(stage, "one"));
        double began =
                Stage.until(System.nanoTime(), LIMIT, () -> first.said("took").isPresent());
        if (Double.isInfinite(began) || first.said("did").isPresent()) {
            throw new IllegalStateException("the first worker did not stop amid its work: " + first.output());
        }
    }

    @Override
    public double lasts(double seconds) {
        return 0;
    }

    @Override
    public void strike(Stage stage) {
        first.hold();
        long held = System.nanoTime();
        second = stage.keep(new Worker(stage, "two"));
        taken = Stage.until(held, LIMIT, () -> second.said("took").isPresent());
        double done =
                Stage.until(System.nanoTime(), LIMIT, () -> second.said("did").isPresent());
        if (Double.isInfinite(done)) {
            throw new IllegalStateException("the second worker did nothing: " + second.output());
        }
    }

    @Override
    public void mend(Stage stage) {
        first.goOn();
    }

    @Override
    public void after(Stage stage, Line line) {
        try (var truth = new Truth(stage.hubs().databaseUri())) {
            double late = Stage.until(
                    System.nanoTime(),
                    LIMIT,
                    () -> first.said("refused").isPresent() || first.said("did").isPresent());
            line.seconds("taken after", taken);
            line.figure("of the late one " + first.last() + ", of the other " + second.last());
            JsonArray done = truth.done(LeasedWorker.WORK);
            Optional<String> refused = first.said("refused");
            line.must(
                    Double.isFinite(late) && refused.isPresent(), "the late write was not refused: " + first.output());
            line.must(done.size() == 1, "work was done under the fences " + done);
        } finally {
            first.close();
            second.close();
        }
    }
}
