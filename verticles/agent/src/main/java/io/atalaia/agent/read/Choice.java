/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

/**
 * Which families are read beside those that every machine has.
 *
 * @param pressure how long work waited for processors, memory and disks
 * @param sensors temperatures, fans, voltages
 * @param frequency how fast each processor runs
 * @param network connections, retransmissions and sockets
 * @param processes how many processes there are in each state
 * @param time whether the clock is kept in step
 * @param softirqs the kernel's deferred work by kind
 * @param interrupts by line
 * @param details what else node_exporter shows of the files that are read anyway
 */
public record Choice(
        boolean pressure,
        boolean sensors,
        boolean frequency,
        boolean network,
        boolean processes,
        boolean time,
        PerProcessor softirqs,
        PerProcessor interrupts,
        boolean details) {
    /** As it is shipped. */
    public static final Choice USUAL =
            new Choice(true, true, true, true, true, true, PerProcessor.EACH, PerProcessor.NONE, false);

    /** How a figure that each processor has is told. */
    public enum PerProcessor {
        /** Not at all. */
        NONE,
        /** All processors together. */
        SUM,
        /** Each processor, as long as that is not too much: else together. */
        EACH
    }
}
