/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.agent.engine.Pace;
import io.atalaia.contracts.storage.Block;
import java.util.Optional;

/** The blocks of a machine that could not send for a while, oldest first, each made when it is asked for. */
public final class Past {
    private final PretendMachine machine;
    private final Pace pace;
    private final Minute minute;
    private final long end;
    private long next;
    private long seq;

    /** @param end of its last sample at the latest, in epoch milliseconds */
    public Past(PretendMachine machine, Pace pace, long begin, long end) {
        this.machine = machine;
        this.pace = pace;
        this.end = end;
        minute = new Minute(machine.schema().series().size(), pace.every());
        next = pace.next(begin);
    }

    public PretendMachine machine() {
        return machine;
    }

    /** Empty when the past is over. */
    public Optional<Block> block() {
        minute.clear();
        while (next < end && minute.takes(next)) {
            minute.add(next, machine.at(next));
            next = pace.next(next);
        }
        return minute.samples() == 0 ? Optional.empty() : Optional.of(minute.sealed(machine, ++seq));
    }
}
