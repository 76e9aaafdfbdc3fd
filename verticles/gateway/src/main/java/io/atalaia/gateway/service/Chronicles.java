/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Sample;
import io.atalaia.gateway.engine.Chronicle;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.Witness;
import io.atalaia.platform.clock.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is told of our own machines. Used on the gateway's event loop alone. */
public final class Chronicles {
    private final Notes notes;
    private final Clock clock;
    private final Map<String, Chronicle> chronicles = new HashMap<>();

    public Chronicles(Notes notes, Clock clock) {
        this.notes = notes;
        this.clock = clock;
    }

    /** A machine came to us; {@code before} is how it was last seen. */
    void begin(String machine, Optional<State> before) {
        chronicles.put(machine, new Chronicle(before.orElse(null)));
    }

    void heard(String machine, List<Sample> samples) {
        Chronicle chronicle = chronicles.get(machine);
        if (chronicle != null) {
            Sample newest = samples.get(samples.size() - 1);
            chronicle.witness().hear(newest.boot(), newest.time(), clock.millis(), clock.nanos());
        }
    }

    void look(Machine machine) {
        Chronicle chronicle = chronicles.get(machine.facts().id());
        if (chronicle != null) {
            chronicle
                    .news(machine.facts(), machine.headline(), clock.millis(), clock.nanos())
                    .forEach(notes::add);
        }
    }

    void keepOnly(Set<String> machines) {
        chronicles.keySet().retainAll(machines);
    }

    /** How far the machine's clock is ahead of ours, in milliseconds; empty as long as that is not known. */
    Optional<Long> offset(String machine) {
        return Optional.ofNullable(chronicles.get(machine))
                .map(Chronicle::witness)
                .filter(Witness::knowsClock)
                .map(Witness::offset);
    }

    boolean conflict(String machine) {
        Chronicle chronicle = chronicles.get(machine);
        return chronicle != null && chronicle.witness().conflict(clock.nanos());
    }
}
