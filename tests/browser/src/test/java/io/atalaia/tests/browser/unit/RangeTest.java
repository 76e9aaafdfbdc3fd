/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time range of the machine page, which lives in the address. */
class RangeTest {
    private static final String NOW = "1700003600000";
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("ui/range-model");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{r: '15m'}",
                "{r: '24h'}",
                "{from: '1700000000', to: '1700000600'}",
                "{r: '1h', from: '1700000000', to: '1700000600'}",
                "{r: '1700000000-1700003600', from: '1700000600', to: '1700000900'}"
            })
    void anAddressGoesRound(String state) {
        String once = js.json("range_model.parseRange(%s)".formatted(state));
        js.run("var written = range_model.rangeState(%s);".formatted(once));
        assertThat(js.json("range_model.parseRange({r: written.r ?? undefined, from: written.from, to: written.to})"))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{r: 'nonsense'}",
                "{from: 'x', to: 'y'}",
                "{from: '1700000600', to: '1700000000'}",
                "{from: '-5', to: '5'}",
                "{r: '5-4'}",
                "{from: '1', to: '99999999999'}"
            })
    void anAddressWithoutAKnownRangeIsAutomatic(String state) {
        assertThat(js.json("range_model.parseRange(%s)".formatted(state)))
                .isEqualTo("{\"base\":{\"kind\":\"live\",\"length\":900000,\"automatic\":true},\"zoom\":null}");
    }

    @Test
    void anAutomaticRangeGrowsWithTheHistoryFromTwoMinutesToItsFullLength() {
        js.run(
                "var lengthAfter = (age) => { const {from, to} = range_model.shownSpan(range_model.parseRange({}), %s, %s - age);"
                                .formatted(NOW, NOW)
                        + "return to - from; };");
        assertThat(js.value("lengthAfter(5000)").asLong()).isEqualTo(120_000);
        assertThat(js.value("lengthAfter(300000)").asLong()).isBetween(300_000L, 330_000L);
        assertThat(js.value("lengthAfter(86400000)").asLong()).isEqualTo(900_000);
    }

    @Test
    void aZoomEndsLiveAndAResetBringsItBack() {
        js.run("var live = range_model.parseRange({r: '1h'});"
                + "var zoomed = range_model.zoomTo(live, {from: %s - 600000, to: %s - 300000}, %s);"
                        .formatted(NOW, NOW, NOW));
        assertThat(js.truth("range_model.isLive(live) && !range_model.isLive(zoomed)"))
                .isTrue();
        assertThat(js.json("range_model.shownSpan(zoomed, %s)".formatted(NOW)))
                .isEqualTo("{\"from\":1700003000000,\"to\":1700003300000}");
        assertThat(js.truth("range_model.isLive(range_model.reset(zoomed))")).isTrue();
    }

    @Test
    void aZoomIsNeverShorterThanTenSecondsNorInTheFuture() {
        js.run("var zoomed = range_model.zoomTo(range_model.parseRange({}), {from: %s - 10, to: %s + 5000}, %s);"
                .formatted(NOW, NOW, NOW));
        assertThat(js.truth("zoomed.zoom.to === %s && zoomed.zoom.to - zoomed.zoom.from === 10000".formatted(NOW)))
                .isTrue();
    }

    @Test
    void shiftingOnPastThePresentIsLiveAgain() {
        js.run("var live = range_model.parseRange({r: '1h'}); var before = range_model.shifted(live, -1, %s);"
                .formatted(NOW));
        assertThat(js.json("range_model.shownSpan(before, %s)".formatted(NOW)))
                .isEqualTo("{\"from\":1699998200000,\"to\":1700001800000}");
        assertThat(js.truth("range_model.isLive(range_model.shifted(before, 1, %s))".formatted(NOW)))
                .isTrue();
    }

    @Test
    void aLiveRangeScalesThroughThePresets() {
        assertThat(js.json("range_model.scaled(range_model.parseRange({r: '1h'}), 2, %s).base.length".formatted(NOW)))
                .isEqualTo("21600000");
        assertThat(js.json("range_model.scaled(range_model.parseRange({r: '24h'}), 2, %s).base.length".formatted(NOW)))
                .isEqualTo("86400000");
    }
}
