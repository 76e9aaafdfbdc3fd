/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.clock.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Samples on disk until storage has them. A sample is appended to the journal's segment; when the segment ends, its samples are
 * sealed into blocks in one file, and only after that file is safe the segment is removed. What an earlier process left, however it
 * ended, is sealed under the numbers that it would have had.
 *
 * <p>Bounded by size and age: the oldest file goes, is counted, and a gap event says so. What the disk does not take waits in
 * memory, at most {@value Shelf#MOST_MEMORY_BYTES} bytes of it. Any thread, one at a time by its lock; blocks on files.
 */
public final class Spool implements AutoCloseable {
    private static final long MOST_FIGURES_IN_MEMORY = 4_000_000;

    private final Clock clock;
    private final Supplier<Gathering> gatherings;
    private final Map<Who, Long> nextSeqs = new HashMap<>();
    private final Schemas schemas;
    private final Writing writing;
    private final Shelf shelf;
    private Segment segment;
    private long lastNumber;
    private volatile Stats stats = Stats.EMPTY;

    private Spool(Disk disk, Recovery recovered, SpoolConfig config, Supplier<Gathering> gatherings, Clock clock) {
        this.clock = clock;
        this.gatherings = gatherings;
        schemas = recovered.schemas();
        shelf = recovered.shelf();
        lastNumber = recovered.lastNumber();
        writing = new Writing(disk, schemas, clock, config.sync().toNanos());
    }

    /**
     * Recovers what an earlier process left.
     *
     * @param directory nobody else uses it; made when it is not there
     * @param gatherings how samples become blocks: the same for every start
     */
    public static Spool open(
            Path directory, SpoolConfig config, Supplier<Gathering> gatherings, Clock clock, SpoolWatch watch)
            throws IOException {
        return open(new Disk(directory, () -> {}), config, gatherings, clock, watch);
    }

    static Spool open(Disk disk, SpoolConfig config, Supplier<Gathering> gatherings, Clock clock, SpoolWatch watch)
            throws IOException {
        var recovery = new Recovery(disk, config, gatherings, clock, watch);
        recovery.run();
        var spool = new Spool(disk, recovery, config, gatherings, clock);
        spool.tidied();
        return spool;
    }

    /**
     * Keeps a sample. After the return it survives the end of the process, and a power cut after the time that the configuration
     * names; where the disk does not take it, it waits in memory.
     *
     * @param facts the machine's newest
     * @return the blocks that came to their end by it, to be sent
     * @throws IllegalArgumentException when the sample does not fit the schema
     */
    public synchronized List<Entry> append(Sample sample, Schema schema, MachineFacts facts) {
        if (sample.values().length != schema.series().size() || !sample.schema().equals(schema.hash())) {
            throw new IllegalArgumentException("the sample is not of that schema");
        }
        boolean ends = segment != null && (!segment.takes(sample) || segment.values() > MOST_FIGURES_IN_MEMORY);
        List<Entry> sealed = ends ? seal() : List.of();
        if (segment == null) {
            lastNumber = Math.max(lastNumber + 1, clock.millis());
            segment = new Segment(lastNumber, clock.millis(), gatherings);
        }
        var who = new Who(sample.machine(), sample.boot());
        long nextSeq = nextSeqs.getOrDefault(who, 1L);
        segment.member(who, nextSeq, facts);
        segment.add(sample, schema);
        try {
            writing.write(segment.number, new Writing.Written(sample, schema, facts, nextSeq));
        } catch (IOException e) {
            shelf.diskFailed(e);
        }
        told();
        return sealed;
    }

    /**
     * Seals everything when its UTC minute is over.
     *
     * @param now epoch milliseconds
     */
    public synchronized List<Entry> sealIfOver(long now) {
        return segment != null && segment.isOver(now) ? seal() : List.of();
    }

    /** Seals everything. */
    public synchronized List<Entry> seal() {
        if (segment == null) {
            tidied();
            return List.of();
        }
        var blocks = segment.blocks(nextSeqs::put);
        long number = segment.number;
        segment = null;
        writing.end();
        var filed = shelf.add(number, blocks, clock.nanos());
        tidied();
        return filed.waiting();
    }

    private void tidied() {
        shelf.tidy(writing.bytes());
        try {
            schemas.tidy(lastNumber);
        } catch (IOException e) {
            shelf.diskFailed(e);
        }
        told();
    }

    /**
     * After the return all that was appended before survives a power cut.
     *
     * @throws IOException when some of it waits in memory only; told once for each such sample's group
     */
    public synchronized void sync() throws IOException {
        writing.sync();
    }

    /** What storage has not acknowledged, oldest first. */
    public synchronized List<Entry> waiting() {
        return shelf.waiting();
    }

    /** The content of a block; empty when it was given up meanwhile, or cannot be read any more. */
    public synchronized Optional<Sealed> read(Entry entry) {
        var sealed = shelf.read(entry);
        told();
        return sealed;
    }

    /** Storage has it. */
    public synchronized void acknowledged(Entry entry) {
        shelf.acknowledged(entry);
        told();
    }

    /** Storage will never take it: it is given up, and a gap event says why. */
    public synchronized void refused(Entry entry, String reason) {
        shelf.refused(entry, reason);
        told();
    }

    /** Keeps an event until storage has it. */
    public synchronized void note(Event event) {
        shelf.note(event);
        told();
    }

    /** The oldest events that storage does not have. */
    public synchronized List<Event> events() {
        return shelf.events().next();
    }

    /** Storage has these, or will never take them. */
    public synchronized void told(List<Event> events) {
        shelf.told(events);
        told();
    }

    private void told() {
        stats = shelf.stats(writing.bytes() + schemas.bytes());
    }

    /** Does not wait for files. */
    public Stats stats() {
        return stats;
    }

    /** Leaves everything as it is for the next start; {@link #seal} first where no more samples will come. */
    @Override
    public synchronized void close() throws IOException {
        writing.close();
    }
}
