/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

/** Nothing comes from the database and nothing goes to it; its process lives on. */
final class DatabaseOutOfReach implements Fault {
    /** Three seconds that it must last, what a question waits for the database, and what it takes to ask. */
    private static final double DEGRADED = 7;

    private long begin;
    private double degraded;

    @Override
    public String name() {
        return "database out of reach";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public void strike(Stage stage) {
        begin = System.nanoTime();
        stage.network().cutOff(stage.hubs().database().host());
        degraded = Stage.until(
                begin, DEGRADED * Line.SLACK, () -> stage.hubs().all().stream().allMatch(stage.view()::isDegraded));
    }

    @Override
    public void look(Stage stage, Line line) {
        line.seconds("degraded after", degraded, DEGRADED);
        LiveAnswers.judge(stage, line, begin);
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
