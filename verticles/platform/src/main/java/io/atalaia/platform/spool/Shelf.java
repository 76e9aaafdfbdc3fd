/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.event.Event;
import io.atalaia.platform.clock.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sealed files, oldest first, and the events that tell of those that were lost. */
final class Shelf {
    static final long MOST_MEMORY_BYTES = 16 * 1024 * 1024;

    private static final String FULL = "the spool was full";
    private static final String OLD = "they were too old";
    private static final String NO_ROOM = "the disk was full";
    private static final String DAMAGED = "damaged on disk";

    private final Disk disk;
    private final Schemas schemas;
    private final EventList events;
    private final SpoolConfig config;
    private final Clock clock;
    private final SpoolWatch watch;
    private final TreeMap<Long, Filed> files = new TreeMap<>();
    private long fileBytes;
    private long memoryBytes;
    private int blocks;
    private long samples;
    private boolean failing;

    Shelf(Disk disk, Schemas schemas, EventList events, SpoolConfig config, Clock clock, SpoolWatch watch) {
        this.disk = disk;
        this.schemas = schemas;
        this.events = events;
        this.config = config;
        this.clock = clock;
        this.watch = watch;
    }

    /** Puts sealed blocks on disk, and removes their segment after that. */
    @CanIgnoreReturnValue
    Filed add(long number, List<Sealed> blocks, long bornNanos) {
        var content = SealedFile.content(blocks);
        var filed = new Filed(number, places(content), content.remaining(), bornNanos);
        filed.content(content);
        memoryBytes += filed.bytes;
        put(filed);
        save(filed);
        return filed;
    }

    private static List<SealedFile.Place> places(ByteBuffer content) {
        try {
            return SealedFile.places(content.array());
        } catch (IOException e) {
            throw new IllegalStateException("what was just made can be read", e);
        }
    }

    /** Takes in a file that is on disk or, with its content, will be. */
    void put(Filed filed) {
        files.put(filed.number, filed);
        for (Entry entry : filed.entries) {
            schemas.hold(entry.schema());
            blocks++;
            samples += entry.samples();
        }
        fileBytes += filed.content() == null ? filed.bytes : 0;
    }

    private void save(Filed filed) {
        try {
            schemas.sync();
            disk.write(filed.name(), filed.content().duplicate());
            filed.content(null);
            memoryBytes -= filed.bytes;
            fileBytes += filed.bytes;
            disk.delete(Names.of(filed.number, Names.JOURNAL));
        } catch (IOException e) {
            diskFailed(e);
        }
    }

    /** Tries again what the disk did not take, then gives up what is too much. */
    void tidy(long otherBytes) {
        if (failing) {
            files.values().stream().filter(filed -> filed.content() != null).forEach(this::save);
        }
        List<Filed> old = new ArrayList<>();
        List<Filed> tooMuch = new ArrayList<>();
        long bytes = fileBytes + otherBytes + schemas.bytes() + events.bytes();
        long eldest = clock.nanos() - config.maxAge().toNanos();
        for (Filed filed : files.values()) {
            if (filed.bornNanos - eldest < 0) {
                old.add(filed);
            } else if (filed.content() != null || bytes <= config.maxBytes().bytes()) {
                continue;
            } else {
                tooMuch.add(filed);
            }
            bytes -= filed.content() == null ? filed.bytes : 0;
        }
        giveUp(old, OLD, "too old");
        giveUp(tooMuch, FULL, "spool full");
        giveUp(beyondMemory(), NO_ROOM, "disk full");
        saveEvents();
        if (failing && memoryBytes == 0 && events.isSaved()) {
            failing = false;
            watch.diskWorks();
        }
    }

    private List<Filed> beyondMemory() {
        List<Filed> beyond = new ArrayList<>();
        long bytes = memoryBytes;
        for (Filed filed : files.values()) {
            if (bytes > MOST_MEMORY_BYTES && filed.content() != null) {
                beyond.add(filed);
                bytes -= filed.bytes;
            }
        }
        return beyond;
    }

    /** The gaps are safe before what they tell of goes; recovery ends what was begun. */
    private void giveUp(List<Filed> lost, String reason, String label) {
        if (lost.isEmpty()) {
            return;
        }
        int count = 0;
        for (Filed filed : lost) {
            for (Entry entry : filed.waiting()) {
                events.lost(entry, reason);
                count += entry.samples();
            }
        }
        saveEvents();
        lost.forEach(this::remove);
        watch.dropped(count, label);
    }

    private void remove(Filed filed) {
        files.remove(filed.number);
        for (Entry entry : filed.waiting()) {
            settled(filed, entry);
        }
        if (filed.content() == null) {
            fileBytes -= filed.bytes;
        } else {
            memoryBytes -= filed.bytes;
        }
        try {
            disk.delete(Names.of(filed.number, Names.JOURNAL));
            if (filed.isDamaged()) {
                Corrupt.setAside(disk, filed.name());
            } else {
                disk.delete(filed.name());
            }
        } catch (IOException e) {
            diskFailed(e);
        }
    }

    @CanIgnoreReturnValue
    private boolean settled(Filed filed, Entry entry) {
        if (!filed.settle(entry.index())) {
            return false;
        }
        schemas.release(entry.schema());
        blocks--;
        samples -= entry.samples();
        return true;
    }

    Optional<Sealed> read(Entry entry) {
        var filed = files.get(entry.file());
        if (filed == null || !filed.waits(entry.index())) {
            return Optional.empty();
        }
        try {
            return Optional.of(filed.read(entry.index(), disk, schemas));
        } catch (IOException e) {
            watch.damaged(filed.name(), e.toString());
            filed.damaged();
            lost(entry, DAMAGED, "damaged");
            return Optional.empty();
        }
    }

    void acknowledged(Entry entry) {
        var filed = files.get(entry.file());
        if (filed != null && settled(filed, entry) && filed.isSettled()) {
            remove(filed);
        }
    }

    void refused(Entry entry, String reason) {
        lost(entry, "storage refused them: " + reason, "refused");
    }

    private void lost(Entry entry, String reason, String label) {
        var filed = files.get(entry.file());
        if (filed != null && filed.waits(entry.index())) {
            events.lost(entry, reason);
            saveEvents();
            acknowledged(entry);
            watch.dropped(entry.samples(), label);
        }
    }

    /** Blocks of a file that could not be taken in. */
    void corrupt(List<Entry> lost) {
        lost.forEach(entry -> events.lost(entry, DAMAGED));
        watch.dropped(lost.stream().mapToInt(Entry::samples).sum(), "damaged");
        saveEvents();
    }

    /** Blocks of such a file of which no more is known. */
    void corrupt(String machine, long file, long from, long to, int lost) {
        note(Gap.unnumbered(machine, file, from, to, lost, DAMAGED));
        if (lost > 0) {
            watch.dropped(lost, "damaged");
        }
    }

    /** The blocks of the nearest file before that number; none when there is none. */
    List<Entry> before(long number) {
        return entries(files.lowerEntry(number));
    }

    /** Of the nearest one behind it. */
    List<Entry> behind(long number) {
        return entries(files.higherEntry(number));
    }

    private static List<Entry> entries(Map.Entry<Long, Filed> file) {
        return file == null ? List.of() : file.getValue().entries;
    }

    /** Ends what a process began that was ended while it gave up blocks. */
    void settleWhatIsToldLost() {
        var gaps = events.gaps();
        for (Filed filed : List.copyOf(files.values())) {
            filed.waiting().stream()
                    .filter(entry -> gaps.stream().anyMatch(gap -> gap.covers(entry)))
                    .forEach(this::acknowledged);
        }
    }

    void note(Event event) {
        events.add(event);
        saveEvents();
    }

    void told(List<Event> told) {
        events.told(told);
        saveEvents();
    }

    EventList events() {
        return events;
    }

    private void saveEvents() {
        try {
            events.save();
        } catch (IOException e) {
            diskFailed(e);
        }
    }

    void diskFailed(IOException cause) {
        if (!failing) {
            failing = true;
            watch.diskFailed(cause);
        }
    }

    List<Entry> waiting() {
        return files.values().stream()
                .flatMap(filed -> filed.waiting().stream())
                .toList();
    }

    Stats stats(long otherBytes) {
        long oldest = files.isEmpty() ? 0 : files.firstEntry().getValue().bornNanos;
        long bytes = fileBytes + otherBytes + events.bytes();
        return new Stats(bytes, blocks, samples, oldest, memoryBytes, failing, events.size());
    }
}
