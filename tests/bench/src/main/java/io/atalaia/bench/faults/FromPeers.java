/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.net.Cut;
import java.util.Optional;

/** A hub loses the others and the database while clients reach it: it says so, answers what it knows, and promises nothing. */
record FromPeers(String hub) implements Fault {
    @Override
    public String name() {
        return hub + " cut off, reached by clients alone";
    }

    @Override
    public Optional<String> gone() {
        return Optional.of(hub);
    }

    @Override
    public void strike(Stage stage) {
        var own = stage.host(hub);
        stage.network()
                .cut(stage.others(hub).stream()
                        .map(Running::host)
                        .map(other -> Cut.between(own, other))
                        .reduce(Cut.between(own, stage.hubs().database().host()), Cut::and));
    }

    @Override
    public void look(Stage stage, Line line) {
        var own = stage.hubs().hub(hub);
        line.must(stage.view().isDegraded(own), hub + " does not say that it is degraded");
        boolean stale = stage.get(own, "/api/v1/registrations?name=nobody")
                .map(answer -> answer.path("stale").asBoolean())
                .orElse(false);
        line.must(stale, hub + " does not answer, or not that it is stale");
        line.figure("it says: degraded, stale");
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
