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
    private final Map<String, Long> notedHours = new HashMap<>();

    /**
     * The notes that have to be written before these blocks may be acknowledged. The hour that goes on is noted once; an
     * hour that may be packed by now is noted after every write to it, or the packer would not look at it again.
     */
    Collection<Note> due(List<Block> written, long now) {
        Map<String, Note> notes = new HashMap<>();
        for (Block block : written) {
            long hour = Stretch.hourOf(block.from());
            boolean current = now < (hour + 1) * Stretch.HOUR + TRUSTED_AFTER_END;
            if (!current || !Long.valueOf(hour).equals(notedHours.get(block.machine()))) {
                notes.merge(
                        block.machine() + " " + hour,
                        new Note(block.machine(), hour, block.from(), block.to()),
                        Newest::both);
            }
        }
        return notes.values();
    }

    private static Note both(Note one, Note other) {
        return new Note(one.machine(), one.hour(), Math.min(one.from(), other.from()), Math.max(one.to(), other.to()));
    }

    void noted(Collection<Note> notes) {
        notes.forEach(note -> notedHours.merge(note.machine(), note.hour(), Math::max));
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
}
