/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final long UNBROKEN = 2_500;

    private static BlockSpan span(String boot, long seq, long from, long to, long received) {
        return new BlockSpan(boot, seq, "s", from, to, received);
    }

    /** A clock that was set back by two minutes after the fourth minute. */
    private static List<BlockSpan> setBack() {
        List<BlockSpan> spans = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            spans.add(span("a", i, i * 60_000L, i * 60_000L + 59_000, i));
        }
        for (int i = 3; i <= 6; i++) {
            spans.add(span("a", i + 2, i * 60_000L + 400, i * 60_000L + 59_400, i + 2));
        }
        return spans;
    }

    @Test
    void everyRowCountsWhereTimeOnlyGrows() {
        var succession = new Succession(setBack().subList(0, 4), UNBROKEN);
        assertThat(succession.isSimple()).isTrue();
        assertThat(succession.inHole(180_000)).isFalse();
    }

    @Test
    void theBlockThatWasSealedLaterCountsAndAHoleLiesBeforeIt() {
        var succession = new Succession(setBack(), UNBROKEN);
        assertThat(succession.counts("a_2", 176_000)).isTrue();
        assertThat(succession.counts("a_2", 178_000)).isFalse();
        assertThat(succession.counts("a_3", 180_000)).isFalse();
        assertThat(succession.counts("a_4", 240_000)).isFalse();
        assertThat(succession.counts("a_5", 180_400)).isTrue();
        assertThat(succession.counts("a_5", 239_400)).isTrue();
        assertThat(succession.counts("a_6", 240_400)).isTrue();
        assertThat(succession.winner(200_400)).isEqualTo("a_5");
        assertThat(succession.winner(130_000)).isEqualTo("a_2");
        assertThat(succession.inHole(179_000)).isTrue();
    }

    @Test
    void theOrderInWhichBlocksComeDoesNotMatter() {
        var whole = new Succession(setBack(), UNBROKEN);
        List<BlockSpan> reversed = new ArrayList<>(setBack());
        Collections.reverse(reversed);
        var other = new Succession(reversed, UNBROKEN);
        LongStream.range(60, 420).map(second -> second * 1000).forEach(time -> assertThat(other.winner(time))
                .isEqualTo(whole.winner(time)));
    }

    @Test
    void theBootThatWasReceivedLaterCounts() {
        var succession =
                new Succession(List.of(span("b", 1, 60_000, 90_000, 7), span("a", 9, 80_000, 119_000, 9)), UNBROKEN);
        assertThat(succession.winner(85_000)).isEqualTo("a_9");
        assertThat(succession.winner(70_000)).isEqualTo("b_1");
        assertThat(succession.winner(79_000)).isNull();
    }
}
