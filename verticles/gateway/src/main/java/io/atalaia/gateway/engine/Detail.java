/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.List;

/**
 * Every live figure of a machine, in the shape in which dashboards get it. Percent are 0 to 100, rates per second; null is
 * what is not known.
 *
 * @param cores busy percent of each
 * @param load averaged over 1, 5 and 15 minutes
 * @param uptime seconds
 */
public record Detail(
        Cpu cpu,
        List<Double> cores,
        Memory memory,
        List<Double> load,
        List<Disk> disks,
        List<Volume> volumes,
        List<Card> network,
        List<Temperature> temperature,
        Double interrupts,
        Double contextSwitches,
        Double uptime,
        Double procsRunning,
        Double procsBlocked,
        Agent agent) {

    /** Percent of all cores together. */
    public record Cpu(
            Double user,
            Double nice,
            Double system,
            Double iowait,
            Double irq,
            Double softirq,
            Double steal,
            Double idle) {}

    /** Bytes. */
    public record Memory(
            Double total,
            Double used,
            Double available,
            Double free,
            Double buffers,
            Double cached,
            Double swapTotal,
            Double swapUsed) {}

    /** @param busy percent of the time in which the disk worked */
    public record Disk(String device, Double read, Double write, Double reads, Double writes, Double busy) {}

    /** @param level the ordinal of its state */
    public record Volume(
            String mount,
            String device,
            String fstype,
            Double size,
            Double used,
            Double available,
            Double percent,
            int level) {}

    public record Card(
            String device, Double rx, Double tx, Double rxErrors, Double txErrors, Double rxDrops, Double txDrops) {}

    public record Temperature(String chip, String sensor, Double celsius) {}

    /** @param cpu percent of one core */
    public record Agent(Double cpu, Double memory) {}
}
