/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import java.io.IOException;
import java.util.List;

/** Takes samples. Used by one thread at a time. */
public final class Sampler implements AutoCloseable {
    private static final String PROCESSES = "processes";

    private final String machine;
    private final String boot;
    private final Gatherer gatherer;
    private final ProcessLook processes;
    private final Gatherer.Troubles troubles;
    private final Pace processPace;
    private long processesDue = Long.MIN_VALUE;
    private boolean processesFail;
    private long last = Long.MIN_VALUE;

    public Sampler(
            Identity identity, Gatherer gatherer, ProcessLook processes, Pace processPace, Gatherer.Troubles troubles) {
        machine = identity.machine();
        boot = identity.boot();
        this.gatherer = gatherer;
        this.processes = processes;
        this.processPace = processPace;
        this.troubles = troubles;
    }

    /**
     * Samples now; takes nothing when the clock stands where it stood at the last sample.
     *
     * @param now epoch milliseconds
     */
    public Taken take(long now) {
        if (now == last) {
            return new Taken(null, gatherer.schema());
        }
        boolean steppedBack = now < last;
        last = now;
        double[] values = gatherer.gather();
        var schema = gatherer.schema();
        var rows = steppedBack || now >= processesDue ? look(now) : null;
        return new Taken(new Sample(machine, boot, now, schema.hash(), values, rows), schema);
    }

    private List<ProcessRow> look(long now) {
        // Due a little before the next multiple: a look belongs to the sample of that moment, whose time may be earlier
        // by a tick.
        processesDue = processPace.next(now) - processPace.every() / 10;
        try {
            var rows = processes.busiest();
            if (processesFail) {
                processesFail = false;
                troubles.works(PROCESSES);
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            if (!processesFail) {
                processesFail = true;
                troubles.failed(PROCESSES, e);
            }
            return null;
        }
    }

    @Override
    public void close() {
        gatherer.close();
    }

    /**
     * @param machine its UUID
     * @param boot names one start of this process
     */
    public record Identity(String machine, String boot) {}

    /**
     * @param sample null when none was taken
     * @param schema the newest
     */
    public record Taken(Sample sample, Schema schema) {}
}
