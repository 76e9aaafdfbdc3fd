/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

/** {@code kill -9} of the database's process; started again at the end, on the same files. */
final class KillDatabase implements Fault {
    private long begin;

    @Override
    public String name() {
        return "kill -9 of the database";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public double lasts(double seconds) {
        return seconds / 2;
    }

    @Override
    public void strike(Stage stage) {
        begin = System.nanoTime();
        stage.hubs().database().kill();
    }

    @Override
    public void look(Stage stage, Line line) {
        LiveAnswers.judge(stage, line, begin);
    }

    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
    }
}
