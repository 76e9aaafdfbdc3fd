/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Agent;

/** {@code kill -9} of the agent whose machine is asked for all the time; started again at the end. */
final class KillAgent implements Fault {
    @Override
    public String name() {
        return "kill -9 of an agent";
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
        Agent agent = stage.hubs().agents().get(0);
        agent.running().kill();
        agent.ledger().look();
    }

    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
    }
}
