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
    private static final Pattern MACHINE = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern BOOT = Pattern.compile("[0-9a-f]{32}");

    /** Throws a fault that says what is wrong with everything but the payload; names the field and the rule. */
    void requireSound(Block block) {
        require(matches(MACHINE, block.machine()), "machine: 1 to 64 letters, digits and dashes");
        require(matches(BOOT, block.boot()), "boot: 32 hexadecimal digits");
        require(block.seq() >= 1, "seq: counts from 1");
        require(matches(BOOT, block.schema()), "schema: the hash of 32 hexadecimal digits");
        require(block.payload() != null && block.payload().length > 0, "payload: is empty");
        require(block.payload().length <= Block.MOST_BYTES, "payload: is larger than " + Block.MOST_BYTES + " bytes");
        require(block.samples() >= 1, "samples: at least 1");
        require(block.from() >= 0 && block.from() <= block.to(), "from: not negative and not after to");
        require(
                Stretch.minuteOf(block.from()) == Stretch.minuteOf(block.to()),
                "from and to: of one minute, these are not");
    }

    /** Throws a fault for a block that would be removed at once. */
    void requireKept(Block block, long now) {
        require(block.from() >= now - oldest.toMillis(), "from: older than what is kept");
    }

    private static boolean matches(Pattern form, String text) {
        return text != null && form.matcher(text).matches();
    }

    /** Throws a fault that says what is wrong with the payload. */
    static void requireReadable(Block block, int series) {
        Columns columns;
        try {
            columns = BlockCodec.decode(block.payload());
        } catch (CorruptBlock e) {
            throw new Fault(Fault.BAD_REQUEST, "payload: cannot be read: " + e.getMessage());
        }
        long[] times = columns.times();
        int held = columns.values().length;
        require(held == series, "schema: has " + series + " series, the payload has " + held);
        require(
                times.length == block.samples(),
                "samples: says " + block.samples() + ", the payload has " + times.length);
        require(times[0] == block.from(), "from: is not the payload's first sample");
        require(times[times.length - 1] == block.to(), "to: is not the payload's last sample");
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new Fault(Fault.BAD_REQUEST, otherwise);
        }
    }
}
