/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import java.util.List;
import java.util.Optional;

/** {@code kill -9} of a hub, and with it of every role that it carries; started again at the end. */
record Kill(String hub, List<String> roles) implements Fault {
    @Override
    public String name() {
        return "kill -9 of " + hub + " (" + String.join(", ", roles) + ")";
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public Optional<String> gone() {
        return Optional.of(hub);
    }

    @Override
    public double lasts(double seconds) {
        return seconds / 2;
    }

    @Override
    public void strike(Stage stage) {
        stage.hubs().hub(hub).kill();
    }

    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
    }
}
