/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

/**
 * Whether a node may do what only one may do. It is degraded when the database's majority is out of reach, or when of at least
 * three expected nodes it sees at most half, either for a while; it recovers at once. For one thread at a time.
 */
public final class Footing {
    /** With two nodes there is no majority that could be on the other side. */
    private static final int LEAST_FOR_A_MAJORITY = 3;

    private static final String NO_DATABASE = "the database, or the majority of its servers, is out of reach";

    private final long patienceNanos;
    private final Since database = new Since();
    private final Since nodes = new Since();

    /** @param patienceNanos how long it must be so */
    public Footing(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /**
     * What a node sees at one moment.
     *
     * @param database whether it can be read and written
     * @param seen nodes that answer, this one included
     */
    public record Sight(boolean database, int expected, int seen) {
        private boolean few() {
            return Footing.few(expected, seen);
        }
    }

    /** Whether the majority of the nodes could be on the other side. */
    public static boolean few(int expected, long seen) {
        return expected >= LEAST_FOR_A_MAJORITY && 2 * seen <= expected;
    }

    /** @param why it is degraded, in a sentence; empty when it is not */
    public record Judgement(boolean degraded, String why) {
        public static final Judgement FIRM = new Judgement(false, "");
    }

    /** @param now on a monotonic clock */
    public Judgement judge(Sight sight, long now) {
        boolean unwritable = database.lasts(!sight.database, now);
        boolean few = nodes.lasts(sight.few(), now);
        if (few) {
            return new Judgement(true, "only " + sight.seen + " of " + sight.expected + " nodes can be seen");
        }
        return unwritable ? new Judgement(true, NO_DATABASE) : Judgement.FIRM;
    }

    private final class Since {
        private boolean is;
        private long from;

        private boolean lasts(boolean now, long at) {
            if (now && !is) {
                from = at;
            }
            is = now;
            return is && at - from >= patienceNanos;
        }
    }
}
