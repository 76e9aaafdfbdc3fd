/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.net.Cut;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cables that are cut and mended.
 *
 * @param alone the hub that the others are to take for gone; null for none
 */
record CutOff(String name, String alone, Function<Stage, Cut> cut) implements Fault {
    static Fault isolated(String hub) {
        return new CutOff(hub + " isolated", hub, stage -> Cut.around(stage.host(hub)));
    }

    static Fault link(String one, String other) {
        return new CutOff(
                "link " + one + " - " + other + " cut", null, stage -> Cut.between(stage.host(one), stage.host(other)));
    }

    static Fault oneWay(String from, String to) {
        return new CutOff(
                "only the direction " + from + " to " + to + " cut",
                null,
                stage -> Cut.oneWay(stage.host(from), stage.host(to)));
    }

    @Override
    public Optional<String> gone() {
        return Optional.ofNullable(alone);
    }

    @Override
    public void strike(Stage stage) {
        stage.network().cut(cut.apply(stage));
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
