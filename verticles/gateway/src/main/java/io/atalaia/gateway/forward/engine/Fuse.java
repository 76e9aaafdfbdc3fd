/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.node.NodeState.Position;

/**
 * The circuit breaker before one instance: after three failures in a row nothing goes there for a second, then one request
 * that another instance could answer as well; whenever that fails too, the wait doubles, up to half a minute. An instance that
 * failed less often is tried so too, since its costs keep others away from it. Not for several threads.
 */
final class Fuse {
    static final int FAILURES = 3;
    static final long FIRST_WAIT_NANOS = 1_000_000_000L;
    static final long LONGEST_WAIT_NANOS = 30_000_000_000L;

    private Position position = Position.CLOSED;
    private int failures;
    private long waiting = FIRST_WAIT_NANOS;
    private long tryAt;
    private boolean answers;

    Position position() {
        return position;
    }

    /** In a row. */
    int failures() {
        return failures;
    }

    /** Whether it opened over answers that say that the instance failed, not over silence. */
    boolean answers() {
        return answers;
    }

    /** When one request is to find out how it is, on the monotonic clock; of one that failed. */
    long tryAt() {
        return tryAt;
    }

    boolean isDue(long now) {
        return position != Position.HALF_OPEN && failures > 0 && now - tryAt >= 0;
    }

    /** A request goes through; the first that does while it is open decides. */
    void passed(long now) {
        if (isDue(now)) {
            tryAt = now + waiting;
            position = position == Position.OPEN ? Position.HALF_OPEN : position;
        }
    }

    /** @return whether that closed it */
    boolean succeeded() {
        boolean back = position != Position.CLOSED;
        position = Position.CLOSED;
        failures = 0;
        waiting = FIRST_WAIT_NANOS;
        return back;
    }

    /**
     * @param answered whether there was an answer, which said that the instance failed
     * @return whether that opened it
     */
    boolean failed(long now, boolean answered) {
        failures++;
        answers = answered;
        if (position == Position.OPEN) {
            // Sent before it opened, or because no other instance is any better.
            return false;
        }
        boolean opens = position == Position.CLOSED && failures >= FAILURES;
        if (position == Position.HALF_OPEN) {
            waiting = Math.min(LONGEST_WAIT_NANOS, waiting * 2);
        }
        if (opens || position == Position.HALF_OPEN) {
            position = Position.OPEN;
        }
        tryAt = now + waiting;
        return opens;
    }

    /** What was under way said nothing: its client went away. */
    void undecided(long now) {
        if (position == Position.HALF_OPEN) {
            position = Position.OPEN;
            tryAt = now;
        }
    }
}
