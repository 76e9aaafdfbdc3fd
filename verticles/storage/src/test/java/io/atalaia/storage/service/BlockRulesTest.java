/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.Fixture;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each bad block is refused for good, with the field and the rule. */
class BlockRulesTest {
    private static final Block SOUND = Fixture.block(TEN, 60);
    private final BlockRules rules = new BlockRules(Duration.ofHours(48));

    private static Block with(String machine, String boot, long seq, String schema) {
        return new Block(machine, boot, seq, schema, SOUND.from(), SOUND.to(), SOUND.samples(), SOUND.payload());
    }

    private static Block with(long from, long to, int samples, byte[] payload) {
        return new Block(SOUND.machine(), SOUND.boot(), SOUND.seq(), SOUND.schema(), from, to, samples, payload);
    }

    private static void refused(ThrowingCallable work, String why) {
        assertThatThrownBy(work)
                .hasMessageStartingWith(why)
                .isInstanceOfSatisfying(Fault.class, fault -> org.assertj.core.api.Assertions.assertThat(fault.code())
                        .isEqualTo(Fault.BAD_REQUEST));
    }

    private void unsound(Block block, String why) {
        refused(() -> rules.requireSound(block), why);
    }

    private static void unreadable(Block block, int series, String why) {
        refused(() -> BlockRules.requireReadable(block, series), why);
    }

    @Test
    void aSoundBlockPasses() {
        assertThatCode(() -> {
                    rules.requireSound(SOUND);
                    rules.requireKept(SOUND, TEN + MINUTE);
                    BlockRules.requireReadable(SOUND, 3);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void namesThatAreNone() {
        unsound(with(null, Fixture.BOOT, 1, SOUND.schema()), "machine:");
        unsound(with("../etc", Fixture.BOOT, 1, SOUND.schema()), "machine:");
        unsound(with("m".repeat(65), Fixture.BOOT, 1, SOUND.schema()), "machine:");
        unsound(with(Fixture.MACHINE, "boot", 1, SOUND.schema()), "boot:");
        unsound(with(Fixture.MACHINE, null, 1, SOUND.schema()), "boot:");
        unsound(with(Fixture.MACHINE, Fixture.BOOT, 0, SOUND.schema()), "seq:");
        unsound(with(Fixture.MACHINE, Fixture.BOOT, 1, "x"), "schema:");
    }

    @Test
    void payloadsThatAreNone() {
        unsound(with(TEN, TEN, 1, null), "payload: is empty");
        unsound(with(TEN, TEN, 1, new byte[0]), "payload: is empty");
        unsound(with(TEN, TEN, 1, new byte[Block.MOST_BYTES + 1]), "payload: is larger than 4194304 bytes");
    }

    @Test
    void timesThatCannotBe() {
        unsound(with(TEN, TEN, 0, SOUND.payload()), "samples:");
        unsound(with(TEN + 1, TEN, 1, SOUND.payload()), "from:");
        unsound(with(-MINUTE, -MINUTE, 1, SOUND.payload()), "from:");
        unsound(with(TEN, TEN + MINUTE, 1, SOUND.payload()), "from and to: of one minute");
    }

    @Test
    void blocksThatAreTooOld() {
        refused(() -> rules.requireKept(SOUND, TEN + 49 * HOUR), "from: older than what is kept");
    }

    @Test
    void aTruncatedPayload() {
        for (int length = 1; length < SOUND.payload().length; length++) {
            byte[] cut = Arrays.copyOf(SOUND.payload(), length);
            unreadable(with(SOUND.from(), SOUND.to(), 60, cut), 3, "");
        }
    }

    @Test
    void aPayloadThatDisagreesWithItsHeader() {
        unreadable(SOUND, 4, "schema: has 4 series, the payload has 3");
        unreadable(with(SOUND.from(), SOUND.to(), 59, SOUND.payload()), 3, "samples: says 59, the payload has 60");
        unreadable(with(SOUND.from() + 1, SOUND.to(), 60, SOUND.payload()), 3, "from:");
        unreadable(with(SOUND.from(), SOUND.to() - 1, 60, SOUND.payload()), 3, "to:");
    }
}
