/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds what processes were doing around an instant. */
public final class ProcessFinder {
    /** Looks that are farther away say nothing of the instant. */
    public static final long REACH = 10 * Stretch.MINUTE;

    private ProcessFinder() {}

    /**
     * The two looks nearest before the instant, then the nearest after it, in the order of time.
     *
     * @param blocks that are not packed
     * @param packed documents of process rows, by hour
     */
    public static List<Processes> around(
            long at, Collection<StoredBlock> blocks, Map<Long, Tier> packed, Damage damage) {
        var looks = new TreeMap<Long, Processes>();
        var reader = new Reader(Map.of(), damage);
        packed.forEach(
                (hour, tier) -> ProcessHour.looks(tier, reader, hour).forEach(look -> looks.put(look.time(), look)));
        blocks.forEach(block -> looks(block, damage).forEach(look -> looks.put(look.time(), look)));
        var before = looks.subMap(at - REACH, true, at, true).descendingMap().values().stream()
                .limit(2);
        var after = looks.subMap(at, false, at + REACH, true).values().stream().limit(1);
        return Stream.concat(before, after)
                .sorted((one, other) -> Long.compare(one.time(), other.time()))
                .toList();
    }

    private static List<Processes> looks(StoredBlock block, Damage damage) {
        try {
            return BlockCodec.decode(block.payload()).processes();
        } catch (CorruptBlock e) {
            damage.add("block " + block.key(), block.from(), block.to() + 1);
            return List.of();
        }
    }
}
