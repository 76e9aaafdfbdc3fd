/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.atalaia.storage.Fixture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is believed of a block's time and of its sender. */
class DoubtsTest {
    private final Twins twins = new Twins();

    private static Block of(String boot, long from, int samples) {
        Block block = Fixture.block(from, samples);
        return new Block(
                block.machine(),
                boot,
                block.seq(),
                block.schema(),
                block.from(),
                block.to(),
                block.samples(),
                block.payload());
    }

    private boolean saw(String boot, long from, int samples, long minute) {
        return twins.saw(of(boot, from, samples), TimeUnit.MINUTES.toNanos(minute));
    }

    @Test
    void twoBootsThatSendTheSameTimeAreTwoAgents() {
        assertThat(saw("a", TEN, 60, 1)).isFalse();
        assertThat(saw("b", TEN, 60, 1)).isTrue();
        assertThat(saw("a", TEN + MINUTE, 60, 2)).isFalse();
        assertThat(saw("b", TEN + MINUTE, 60, 2)).isTrue();
    }

    @Test
    void anAgentThatWasStartedAgainIsOne() {
        assertThat(saw("a", TEN, 20, 1)).isFalse();
        assertThat(saw("b", TEN + 20_000, 40, 1)).isFalse();
        assertThat(saw("b", TEN + MINUTE, 60, 2)).isFalse();
    }

    @Test
    void theBacklogOfAnEarlierBootIsNoSecondAgent() {
        assertThat(saw("b", TEN + 10 * MINUTE, 60, 1)).isFalse();
        assertThat(saw("a", TEN, 60, 1)).isFalse();
        assertThat(saw("a", TEN + MINUTE, 60, 1)).isFalse();
        assertThat(saw("b", TEN + 11 * MINUTE, 60, 2)).isFalse();
    }

    @Test
    void whatWasSentLongAgoIsNoConflict() {
        assertThat(saw("a", TEN, 60, 1)).isFalse();
        assertThat(saw("b", TEN, 60, 10)).isFalse();
    }

    @Test
    void aBlockFromTheFutureIsStrange() {
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN - 9 * MINUTE, 0)).isFalse();
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN - 10 * MINUTE, 0)).isTrue();
    }

    @Test
    void backlogFromThePastIsNot() {
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN + 30 * MINUTE, 0)).isFalse();
    }

    @Test
    void aFreshBlockOfAClockThatIsBehindIsStrangeAndItsBacklogIsNot() {
        long offset = -11 * MINUTE;
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN + 12 * MINUTE, offset))
                .isTrue();
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN + 30 * MINUTE, offset))
                .isFalse();
        assertThat(Skew.isStrange(Fixture.block(TEN, 60), TEN + MINUTE, offset)).isFalse();
    }

    private static Crowd crowd(int blocks, int bytes) {
        return new Crowd(IntStream.range(0, blocks)
                .mapToObj(i -> new PutAside(Fixture.BOOT, i + 1, TEN, TEN, bytes, i))
                .toList());
    }

    @Test
    void ofTooManyBlocksTheOldestGo() {
        assertThat(crowd(1_000, 10).surplus(0)).isEmpty();
        assertThat(crowd(1_003, 10).surplus(0)).extracting(PutAside::seq).containsExactly(1L, 2L, 3L);
        assertThat(crowd(1_003, 10).surplus(2)).extracting(PutAside::seq).containsExactly(3L);
    }

    @Test
    void ofTooLargeBlocksTheOldestGo() {
        assertThat(crowd(17, 4 << 20).surplus(0)).extracting(PutAside::seq).containsExactly(1L);
    }

    @Test
    void whatCameBeforeAnInstantIsStale() {
        assertThat(crowd(5, 1).before(2)).extracting(PutAside::seq).isEqualTo(List.of(1L, 2L));
    }
}
