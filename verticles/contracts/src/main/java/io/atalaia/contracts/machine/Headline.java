/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.machine;

import java.util.List;

/**
 * The figures of a machine that every gateway knows each second, with the state that its own gateway judged. A figure that
 * the machine does not have is null.
 *
 * @param time of the sample it was made from, in epoch milliseconds by the agent's clock; 0 before the first
 * @param cpu share of all cores in use, percent
 * @param memory share in use, percent
 * @param swap share in use, percent
 * @param disk share in use of the fullest volume, percent
 * @param receive bytes a second over all network cards but the loopback
 * @param transmit bytes a second over all network cards but the loopback
 * @param diskRead bytes a second over all disks
 * @param diskWrite bytes a second over all disks
 * @param temperature of the hottest sensor, degrees Celsius
 * @param load1 runnable and waiting tasks, averaged over a minute
 * @param uptime seconds
 * @param state judged with hysteresis
 * @param since when the state began, in epoch milliseconds
 * @param reasons the metrics that are not normal, worst first
 */
public record Headline(
        String machine,
        long time,
        Double cpu,
        Double memory,
        Double swap,
        Double disk,
        Double receive,
        Double transmit,
        Double diskRead,
        Double diskWrite,
        Double temperature,
        Double load1,
        Double uptime,
        State state,
        long since,
        List<Reason> reasons) {

    public Headline {
        reasons = List.copyOf(reasons);
    }
}
