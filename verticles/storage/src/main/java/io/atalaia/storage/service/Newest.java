/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.Block;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.service.SampleStore.Note;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What this process remembers of the newest blocks, so that not every block costs a write to its machine's document. */
final class Newest {
    /** So long after its end an hour may still be trusted not to be packed: less than the packer waits. */
    private static final long TRUSTED_AFTER_END = Stretch.MINUTE;

    private final Map<String, Long> lastBlocks = new HashMap<>();
    private final Map<String, Long> unsaved = new HashMap<>();
    /** The newest hour and the schema in it that were noted, by machine. */
    private final Map<String, Noted> noted = new HashMap<>();

    private record Noted(long hour, String schema) {}

    /**
     * The notes that have to be written before these blocks may be acknowledged. The hour that goes on is noted once; an
     * hour that may be packed by now, because it ended or because the machine is in a later one, is noted after every write
     * to it, or the packer would not look at it again. The machine's own time counts, since hubs' clocks may differ.
     */
    Collection<Note> due(List<Block> written, long now) {
        Map<String, Note> notes = new HashMap<>();
        for (Block block : written) {
            long hour = Stretch.hourOf(block.from());
            boolean current = now < (hour + 1) * Stretch.HOUR + TRUSTED_AFTER_END
                    && hour >= Stretch.hourOf(lastBlock(block.machine()));
            if (!current || !new Noted(hour, block.schema()).equals(noted.get(block.machine()))) {
                notes.merge(
                        block.machine() + " " + hour + " " + block.schema(),
                        new Note(block.machine(), hour, block.from(), block.to(), block.schema()),
                        Newest::both);
            }
        }
        return notes.values();
    }

    private static Note both(Note one, Note other) {
        return new Note(
                one.machine(),
                one.hour(),
                Math.min(one.from(), other.from()),
                Math.max(one.to(), other.to()),
                one.schema());
    }

    void noted(Collection<Note> notes) {
        notes.forEach(note -> noted.merge(
                note.machine(),
                new Noted(note.hour(), note.schema()),
                (before, now) -> now.hour() >= before.hour() ? now : before));
    }

    void wrote(List<Block> written) {
        written.forEach(block -> {
            long before = lastBlocks.getOrDefault(block.machine(), 0L);
            if (block.to() > before) {
                lastBlocks.put(block.machine(), block.to());
                unsaved.put(block.machine(), block.to());
            }
        });
    }

    /** The newest sample that came through this process, epoch milliseconds; 0 when none did. */
    long lastBlock(String machine) {
        return lastBlocks.getOrDefault(machine, 0L);
    }

    /** What changed since this was last asked. */
    Map<String, Long> unsaved() {
        Map<String, Long> changed = Map.copyOf(unsaved);
        unsaved.clear();
        return changed;
    }

    /** These could not be saved. */
    void again(Map<String, Long> changed) {
        changed.forEach((machine, to) -> unsaved.merge(machine, to, Math::max));
    }
}
