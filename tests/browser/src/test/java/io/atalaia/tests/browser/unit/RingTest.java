/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RingTest {
    private Modules js;

    @BeforeEach
    void load() {
        js = Modules.load("core/ring");
        js.run("const r = ring.createRing(3); const target = new Float64Array(3);");
    }

    @AfterEach
    void close() {
        js.close();
    }

    private String content() {
        return js.json("Array.from(target.subarray(0, r.copyTo(target)))");
    }

    @Test
    void anEmptyRingHasNothing() {
        assertThat(js.value("r.length()").asInt()).isZero();
        assertThat(content()).isEqualTo("[]");
    }

    @Test
    void theOldestGivesWayToTheNewest() {
        js.run("r.push(1); r.push(2);");
        assertThat(content()).isEqualTo("[1,2]");
        js.run("r.push(3); r.push(4); r.push(5);");
        assertThat(content()).isEqualTo("[3,4,5]");
        assertThat(js.value("r.length()").asInt()).isEqualTo(3);
        assertThat(js.value("r.at(0)").asInt()).isEqualTo(3);
        assertThat(js.value("r.at(2)").asInt()).isEqualTo(5);
    }

    @Test
    void aMissingValueIsAGapAndZeroIsAValue() {
        js.run("r.push(0); r.push(null); r.push(undefined);");
        assertThat(content()).isEqualTo("[0,\"(NaN)\",\"(NaN)\"]");
    }

    @Test
    void aClearedRingStartsAgain() {
        js.run("r.push(1); r.push(2); r.clear(); r.push(7);");
        assertThat(content()).isEqualTo("[7]");
    }

    @Test
    void aSecondHasItsSlotForAMinute() {
        assertThat(js.value("ring.slotOf(61)").asInt()).isEqualTo(1);
        assertThat(js.value("ring.slotOf(1700000000) === ring.slotOf(1700000060)")
                        .asBoolean())
                .isTrue();
        assertThat(js.value("ring.slotOf(-1)").asInt()).isEqualTo(59);
    }

    @Test
    void secondsWithoutAFrameAreEmptiedInEveryRow() {
        js.run("const s = ring.createSeconds(2); s.fill(5); ring.clearSeconds(s, 58, 61);");
        assertThat(js.json("[57, 58, 59, 0, 1].map((at) => s[at])")).isEqualTo("[5,\"(NaN)\",\"(NaN)\",\"(NaN)\",5]");
        assertThat(js.json("[117, 118, 119, 60, 61].map((at) => s[at])"))
                .isEqualTo("[5,\"(NaN)\",\"(NaN)\",\"(NaN)\",5]");
    }

    @Test
    void aLongSilenceEmptiesAMinuteAndNotMore() {
        js.run("const s = ring.createSeconds(1); s.fill(5); ring.clearSeconds(s, 0, 1700000000);");
        assertThat(js.truth("s.every(Number.isNaN)")).isTrue();
    }
}
