/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.clock.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes in what an earlier process left in the directory, however it ended. */
final class Recovery {
    private final Disk disk;
    private final Supplier<Gathering> gatherings;
    private final Clock clock;
    private final SpoolWatch watch;
    private final Schemas schemas;
    private final Shelf shelf;
    private final List<Wreck> wrecks = new ArrayList<>();
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
        wrecks.forEach(this::tell);
    }

    /** Only now all neighbours are there. */
    private void tell(Wreck wreck) {
        var machines = owners(wreck);
        for (String machine : machines) {
            long next = shelf.behind(wreck.number).stream()
                    .filter(entry -> entry.machine().equals(machine))
                    .mapToLong(Entry::from)
                    .min()
                    .orElse(Long.MAX_VALUE);
            long from = wreck.from();
            long to = wreck.hasTimes() ? wreck.to() : Math.max(from, Math.min(wreck.to(), next - 1));
            // Of several nobody knows how many samples each lost.
            shelf.corrupt(machine, wreck.number, from, to, machines.size() == 1 ? wreck.samples() : 0);
        }
    }

    /** Who lost blocks of which the file itself tells nothing: what it says of them, else whoever is in the files around it. */
    private Set<String> owners(Wreck wreck) {
        if (!wreck.believed.isEmpty()) {
            return wreck.believed;
        }
        var before = machines(shelf.before(wreck.number));
        var behind = machines(shelf.behind(wreck.number));
        var around = before.isEmpty() ? behind : before;
        if (!behind.isEmpty()) {
            around.retainAll(behind);
        }
        wreck.remains.forEach(block -> around.remove(block.machine()));
        return around;
    }

    private static Set<String> machines(List<Entry> entries) {
        return entries.stream().map(Entry::machine).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param twice whether the segment is still there: the file is not needed then if it is damaged */
    private void sealed(String name, long number, boolean twice) throws IOException {
        lastNumber = Math.max(lastNumber, number);
        try {
            byte[] bytes = beginning(name, twice);
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
                wrecked(new Wreck(number, whatIsReadable(name)));
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

    /** A disk that fails to read a file must not keep the process from starting. */
    private byte[] whatIsReadable(String name) {
        try {
            return disk.read(name);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private void wrecked(Wreck wreck) {
        if (!wreck.remains.isEmpty()) {
            shelf.corrupt(wreck.remains.stream()
                    .map(block -> entry(wreck.number, block))
                    .toList());
        }
        if (wreck.isLacking()) {
            wrecks.add(wreck);
        }
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
            wrecks.add(new Wreck(number, new byte[0]));
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
