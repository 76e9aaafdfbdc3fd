/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.clock.Clock;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Takes in what an earlier process left in the directory, however it ended. */
final class Recovery {
    private final Disk disk;
    private final Supplier<Gathering> gatherings;
    private final Clock clock;
    private final SpoolWatch watch;
    private final Schemas schemas;
    private final Shelf shelf;
    private long lastNumber;

    Recovery(Disk disk, SpoolConfig config, Supplier<Gathering> gatherings, Clock clock, SpoolWatch watch)
            throws IOException {
        this.disk = disk;
        this.gatherings = gatherings;
        this.clock = clock;
        this.watch = watch;
        disk.tidy();
        schemas = new Schemas(disk);
        shelf = new Shelf(disk, schemas, new EventList(disk), config, clock, watch);
    }

    void run() throws IOException {
        var names = disk.names();
        for (String name : names) {
            var number = Names.number(name, Names.SEALED);
            if (number.isPresent()) {
                sealed(name, number.getAsLong(), names.contains(Names.of(number.getAsLong(), Names.JOURNAL)));
            }
        }
        shelf.settleWhatIsToldLost();
        for (String name : disk.names()) {
            var number = Names.number(name, Names.JOURNAL);
            if (number.isPresent()) {
                segment(name, number.getAsLong());
            }
        }
    }

    /** @param twice whether the segment is still there: the file is not needed then if it is damaged */
    private void sealed(String name, long number, boolean twice) throws IOException {
        lastNumber = Math.max(lastNumber, number);
        byte[] bytes = beginning(name, twice);
        try {
            var places = SealedFile.places(bytes);
            if (twice) {
                SealedFile.requireWhole(bytes, places);
                disk.delete(Names.of(number, Names.JOURNAL));
            }
            long to =
                    places.stream().mapToLong(place -> place.entry().to()).max().orElse(0);
            shelf.put(new Filed(number, places, disk.size(name), born(to)));
        } catch (IOException | RuntimeException e) {
            watch.damaged(name, e.toString());
            if (!twice) {
                shelf.corrupt(remains(number, bytes));
            }
            Corrupt.setAside(disk, name);
        }
    }

    private byte[] beginning(String name, boolean whole) throws IOException {
        if (whole) {
            return disk.read(name);
        }
        try {
            return disk.read(name, 0, SealedFile.beginning(disk.read(name, 0, SealedFile.HEAD_BYTES)));
        } catch (IOException e) {
            return disk.read(name);
        }
    }

    private static List<Entry> remains(long number, byte[] bytes) {
        return SealedFile.remains(bytes).stream()
                .map(block -> entry(number, block))
                .toList();
    }

    private static Entry entry(long number, Block block) {
        return new Entry(
                number,
                0,
                block.machine(),
                block.boot(),
                block.seq(),
                block.schema(),
                block.from(),
                block.to(),
                block.samples(),
                0);
    }

    /** A block's age counts from its last sample; after the start the wall clock has no say in it. */
    private long born(long to) {
        return clock.nanos() - Math.max(0, clock.millis() - to) * 1_000_000;
    }

    /** Whatever is wrong with one segment must not keep the process from starting. */
    private void segment(String name, long number) throws IOException {
        lastNumber = Math.max(lastNumber, number);
        try {
            sealed(name, number, disk.read(name));
        } catch (IOException | RuntimeException e) {
            watch.damaged(name, e.toString());
            Corrupt.setAside(disk, name);
        }
    }

    private void sealed(String name, long number, byte[] bytes) throws IOException {
        var segment = new Segment(number, clock.millis(), gatherings);
        var replay = new Replay(segment);
        int damaged = JournalReader.read(bytes, replay);
        if (damaged > 0) {
            watch.damaged(name, damaged + " records");
        }
        if (segment.samples() == 0) {
            disk.delete(name);
        } else {
            shelf.add(number, segment.blocks((who, next) -> {}), born(replay.last));
        }
    }

    Schemas schemas() {
        return schemas;
    }

    Shelf shelf() {
        return shelf;
    }

    long lastNumber() {
        return lastNumber;
    }

    /** Fills a segment as it was filled before. */
    private final class Replay implements JournalReader.Listener {
        private final Segment segment;
        private long last;

        Replay(Segment segment) {
            this.segment = segment;
        }

        @Override
        public void machine(String boot, long nextSeq, MachineFacts facts) {
            segment.member(new Who(facts.id(), boot), nextSeq, facts);
        }

        @Override
        public void sample(Sample sample) {
            var who = new Who(sample.machine(), sample.boot());
            if (!segment.knows(who)) {
                throw new IllegalStateException("the segment has lost its machine");
            }
            try {
                segment.add(sample, schemas.read(sample.schema()));
                last = Math.max(last, sample.time());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
