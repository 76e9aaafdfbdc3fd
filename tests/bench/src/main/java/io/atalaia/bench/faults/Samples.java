/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.chaos.Answers;
import io.atalaia.bench.chaos.Count;
import io.atalaia.bench.faults.hubs.Agent;
import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.tests.support.Api;

/** Whether every sample that an agent ever had on its disk is answered, once. */
final class Samples {
    private final Stage stage;

    Samples(Stage stage) {
        this.stage = stage;
    }

    /** A gateway's memory would hide what storage lost: the one that is asked has just been started. */
    void compare(Line line) {
        stage.hubs().agents().forEach(Agent::drain);
        Running fresh = stage.hubs().all().get(0);
        fresh.kill();
        fresh.start();
        fresh.awaitReady();
        var answers = new Answers(new Api(stage.base(fresh)));
        var count = new Count();
        for (Agent agent : stage.hubs().agents()) {
            String machine = agent.machine();
            line.must(answers.isKnown(machine), "the machine " + agent.running().name() + " is not known");
            count.compare(
                    machine,
                    agent.ledger().times(machine),
                    answers.rows(machine, stage.begin(), System.currentTimeMillis()));
        }
        var tally = count.tally(0);
        line.figure("%d samples, %d lost, %d twice"
                .formatted(tally.collected(), tally.lost().size(), tally.twice().size()));
        line.must(tally.complete(), tally.toString());
    }
}
