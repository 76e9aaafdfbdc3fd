/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.clock.Clock;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The journal's end: writes samples to the segment under way, and syncs them in time. */
final class Writing implements AutoCloseable {
    private final Disk disk;
    private final Schemas schemas;
    private final Clock clock;
    private final long syncNanos;
    private final Map<Who, MachineFacts> told = new HashMap<>();
    private Journal journal;
    private boolean unsynced;
    private long unsyncedSince;
    private IOException unwritten;

    Writing(Disk disk, Schemas schemas, Clock clock, long syncNanos) {
        this.disk = disk;
        this.schemas = schemas;
        this.clock = clock;
        this.syncNanos = syncNanos;
    }

    void write(long segment, Written written) throws IOException {
        try {
            schemas.use(written.schema, segment);
            if (journal == null) {
                told.clear();
                journal = Journal.begin(disk, Names.of(segment, Names.JOURNAL));
            }
            var who = new Who(written.sample.machine(), written.sample.boot());
            if (!written.facts.equals(told.get(who))) {
                journal.machine(who.boot(), written.nextSeq, written.facts);
                told.put(who, written.facts);
            }
            journal.sample(written.sample);
            syncInTime();
        } catch (IOException e) {
            unwritten = e;
            throw e;
        }
    }

    private void syncInTime() throws IOException {
        long now = clock.nanos();
        if (!unsynced) {
            unsynced = true;
            unsyncedSince = now;
        }
        if (now - unsyncedSince >= syncNanos) {
            force();
        }
    }

    private void force() throws IOException {
        schemas.sync();
        if (journal != null) {
            journal.sync();
        }
        unsynced = false;
    }

    void sync() throws IOException {
        if (unwritten != null) {
            var cause = unwritten;
            unwritten = null;
            throw new IOException("samples wait in memory only", cause);
        }
        if (unsynced) {
            force();
        }
    }

    /** The segment is complete. Its file stays until what was sealed is safe, and may be the only one that the disk has room for. */
    void end() {
        try (var last = journal) {
            if (unsynced) {
                force();
            }
        } catch (IOException e) {
            unwritten = e;
        }
        journal = null;
        unsynced = false;
    }

    long bytes() {
        return journal == null ? 0 : journal.size();
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            try (var last = journal) {
                force();
            }
        }
    }

    /** @param nextSeq the number of the machine's first block in this segment */
    record Written(Sample sample, Schema schema, MachineFacts facts, long nextSeq) {}
}
