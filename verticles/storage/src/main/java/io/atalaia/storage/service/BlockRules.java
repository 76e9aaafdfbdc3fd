/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.CorruptBlock;
import io.atalaia.storage.engine.Stretch;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a block has to be before it is kept.
 *
 * @param oldest how far back samples are kept at all
 */
record BlockRules(Duration oldest) {
    /** A clock that is farther ahead is wrong; its samples would lie in hours that never get packed. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    private static final Pattern MACHINE = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern BOOT = Pattern.compile("[0-9a-f]{32}");

    /** Throws a fault that says what is wrong with everything but the payload. */
    void requireSound(Block block, long now) {
        require(block.machine() != null && MACHINE.matcher(block.machine()).matches(), "the machine's id is not valid");
        require(block.boot() != null && BOOT.matcher(block.boot()).matches(), "boot has to be 32 hexadecimal digits");
        require(block.seq() >= 1, "seq counts from 1");
        require(block.schema() != null && BOOT.matcher(block.schema()).matches(), "the schema's hash is not valid");
        require(block.payload() != null && block.payload().length > 0, "the block is empty");
        require(block.payload().length <= Block.MOST_BYTES, "the block is larger than " + Block.MOST_BYTES + " bytes");
        require(block.samples() >= 1 && block.from() <= block.to(), "the block has no samples");
        require(
                Stretch.minuteOf(block.from()) == Stretch.minuteOf(block.to()),
                "a block lies in one minute, this one does not");
        if (block.to() > now + MOST_AHEAD.toMillis()) {
            // Whichever of the two clocks is wrong will be set right; until then the agent keeps the block.
            throw new Fault(Fault.UNAVAILABLE, "the block is more than ten minutes ahead of storage's clock");
        }
        require(block.from() >= now - oldest.toMillis(), "the block is older than what is kept");
    }

    /** Throws a fault that says what is wrong with the payload. */
    static void requireReadable(Block block, int series) {
        Columns columns;
        try {
            columns = BlockCodec.decode(block.payload());
        } catch (CorruptBlock e) {
            throw new Fault(Fault.BAD_REQUEST, "the block cannot be read: " + e.getMessage());
        }
        long[] times = columns.times();
        require(columns.values().length == series, "the block does not have as many series as its schema");
        require(
                times.length == block.samples() && times[0] == block.from() && times[times.length - 1] == block.to(),
                "the block does not hold the samples that it says");
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new Fault(Fault.BAD_REQUEST, otherwise);
        }
    }
}
