/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.Block;
import java.time.Duration;

/** Whether a block's time can be believed. */
public final class Skew {
    /** A clock that is farther off is wrong. */
    public static final Duration MOST = Duration.ofMinutes(10);

    /** Blocks are sent within a minute after their end, spread over 20 s, and may wait a moment. */
    private static final long TRAVEL = 2 * Stretch.MINUTE;

    private Skew() {}

    /**
     * A block from the future is never believed. One from the past is backlog, unless the machine's clock is known to be
     * behind and the block is of just that time: then it was sampled by the wrong clock.
     *
     * @param offset how far the machine's clock is ahead of ours, as its live samples tell, in milliseconds; 0 when near
     */
    public static boolean isStrange(Block block, long now, long offset) {
        long ahead = block.to() - now;
        return ahead > MOST.toMillis() || isFar(offset) && ahead <= offset + Stretch.MINUTE && ahead >= offset - TRAVEL;
    }

    public static boolean isFar(long offset) {
        return Math.abs(offset) > MOST.toMillis();
    }
}
