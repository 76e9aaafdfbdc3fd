/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

/**
 * What a fleet has done from its start to an instant. Latencies are milliseconds and count from {@link Simulation#warm}.
 *
 * @param sampled samples, each of all series of a machine
 * @param missed moments without a sample because this process was too slow
 * @param lost samples that were given up because the queue was full
 * @param departed samples that departing machines took along
 * @param pastBlocks of the acknowledged ones, those of the backlog
 * @param refused blocks that are sent again later
 * @param waiting blocks that are not acknowledged
 * @param withPast machines whose backlog is not stored yet
 */
public record Figures(
        int connected,
        long connections,
        long sampled,
        long missed,
        long lost,
        long departed,
        long liveTaken,
        long liveSkipped,
        long liveRefused,
        long ackedBlocks,
        long ackedSamples,
        long ackedBytes,
        long pastBlocks,
        long refused,
        long refusedForGood,
        int waiting,
        int withPast,
        double ackMedian,
        double ackP99,
        double liveMedian,
        double liveP99) {
    private static final double P99 = 0.99;

    static Figures of(Tally tally, int waiting, int withPast) {
        return new Figures(
                tally.connected.get(),
                tally.connections.sum(),
                tally.sampled.sum(),
                tally.missed.sum(),
                tally.lost.sum(),
                tally.departed.sum(),
                tally.liveTaken.sum(),
                tally.liveSkipped.sum(),
                tally.liveRefused.sum(),
                tally.ackedBlocks.sum(),
                tally.ackedSamples.sum(),
                tally.ackedBytes.sum(),
                tally.pastBlocks.sum(),
                tally.refused.sum(),
                tally.refusedForGood.sum(),
                waiting,
                withPast,
                tally.acks.millis(0.5),
                tally.acks.millis(P99),
                tally.live.millis(0.5),
                tally.live.millis(P99));
    }
}
