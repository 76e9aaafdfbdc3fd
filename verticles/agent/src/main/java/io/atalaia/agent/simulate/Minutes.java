/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.engine.Minute;
import java.util.ArrayDeque;
import java.util.Deque;

/** Minutes to write on, used again: each is as large as all samples of a machine in it. Event loop only. */
final class Minutes {
    private final Deque<Minute> spare = new ArrayDeque<>();
    private final int series;
    private final long everyMillis;

    Minutes(int series, long everyMillis) {
        this.series = series;
        this.everyMillis = everyMillis;
    }

    Minute get() {
        return spare.isEmpty() ? new Minute(series, everyMillis) : spare.removeLast();
    }

    void giveBack(Minute minute) {
        spare.addLast(minute);
    }
}
