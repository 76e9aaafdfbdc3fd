/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

/** Nothing comes from the database and nothing goes to it; its process lives on. */
final class DatabaseOutOfReach implements Fault {
    private long begin;

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
    }

    @Override
    public void look(Stage stage, Line line) {
        LiveAnswers.judge(stage, line, begin);
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
