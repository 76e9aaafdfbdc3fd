/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.engine.Latencies;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the fleet did so far. Any thread. */
public final class Tally {
    final AtomicInteger connected = new AtomicInteger();
    final LongAdder connections = new LongAdder();
    final LongAdder sampled = new LongAdder();
    /** Moments that passed without a sample because this process was too slow. */
    final LongAdder missed = new LongAdder();

    final LongAdder liveTaken = new LongAdder();
    /** Live samples that nobody was connected for, or that would have waited. */
    final LongAdder liveSkipped = new LongAdder();

    final LongAdder liveRefused = new LongAdder();
    final LongAdder ackedBlocks = new LongAdder();
    final LongAdder ackedSamples = new LongAdder();
    final LongAdder ackedBytes = new LongAdder();
    final LongAdder pastBlocks = new LongAdder();
    /** Blocks that were to be sent again later, and those that never will be taken. */
    final LongAdder refused = new LongAdder();

    final LongAdder refusedForGood = new LongAdder();
    /** Samples that left a full queue, and those that departing machines took along. */
    final LongAdder lost = new LongAdder();

    final LongAdder departed = new LongAdder();

    /** From a block's sending to its acknowledgement. */
    final Latencies acks = new Latencies();
    /** From the moment of a sample to the gateway's answer. */
    final Latencies live = new Latencies();

    /** Begins the latencies anew: what a fleet sees while it arrives is not what it sees later. */
    void warm() {
        acks.clear();
        live.clear();
    }
}
