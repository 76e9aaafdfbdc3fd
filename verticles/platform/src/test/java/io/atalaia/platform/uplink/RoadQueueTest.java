/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.spool.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoadQueueTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_795_252_380_000L;

    private final RoadQueue queue = new RoadQueue(40, 0);

    private static Entry entry(long file, long to) {
        return new Entry(file, 0, "m", "b", file, "s", to - 59_000, to, 60, 100);
    }

    private void backlog(int blocks) {
        for (int i = 0; i < blocks; i++) {
            queue.add(entry(i, NOW - (10_000L - i) * 60_000), 0, NOW);
        }
    }

    /** What goes from a time on, every ten milliseconds for so long. */
    private List<Long> sent(long from, long nanos) {
        List<Long> sent = new ArrayList<>();
        for (long at = from; at < from + nanos; at += SECOND / 100) {
            for (var next = queue.next(at, NOW + at / 1_000_000, false); next != null; ) {
                sent.add(next.entry().seq());
                next = queue.next(at, NOW + at / 1_000_000, false);
            }
        }
        return sent;
    }

    @Test
    void aDayOfMinutesGoesInLessThanAMinuteButNotAtOnce() {
        backlog(1_440);
        assertThat(sent(0, SECOND)).hasSizeBetween(40, 50).isSorted();
        assertThat(sent(SECOND, 40 * SECOND)).hasSizeGreaterThan(1_380).isSorted();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aFreshBlockGoesInTurnWithTheBacklog() {
        backlog(100);
        queue.add(entry(1_000, NOW), SECOND / 2, NOW);
        queue.add(entry(1_001, NOW), SECOND / 2, NOW);
        assertThat(sent(0, SECOND / 2)).doesNotContain(1_000L);
        assertThat(sent(SECOND / 2, SECOND / 20)).contains(1_000L, 1_001L);
    }

    @Test
    void aFreshBlockWaitsForItsTimeAndThenGoesWithoutABacklog() {
        queue.add(entry(1, NOW), 20 * SECOND, NOW);
        assertThat(queue.nanosUntilDue(0)).isEqualTo(20 * SECOND);
        assertThat(queue.next(19 * SECOND, NOW, false)).isNull();
        assertThat(queue.next(19 * SECOND, NOW, true)).isNotNull();
        assertThat(queue.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatWaitedTooLongBecomesBacklog() {
        queue.add(entry(1, NOW), 20 * SECOND, NOW);
        assertThat(queue.next(0, NOW, false)).isNull();
        assertThat(queue.next(0, NOW + 180_000, false)).isNotNull();
        assertThat(queue.isEmpty()).isTrue();
    }
}
