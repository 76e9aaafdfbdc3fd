/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/format", "core/i18n");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"percent", "bytes", "byteRate", "bitRate", "celsius", "number", "duration", "clock", "dateTime"})
    void whatIsMissingIsADashAndNothingElse(String function) {
        for (String missing : List.of("null", "undefined", "NaN")) {
            assertThat(js.text("format.%s(%s)".formatted(function, missing))).isEqualTo("–");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "percent, 0%",
        "bytes, 0 B",
        "byteRate, 0 B/s",
        "bitRate, 0 b/s",
        "celsius, 0 °C",
        "number, 0",
        "duration, 0 s"
    })
    void zeroIsAFigure(String function, String shown) {
        assertThat(js.plain("format.%s(0)".formatted(function))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"91.6, 91%", "99.99, 99%", "100, 100%", "84.999, 84%", "0.4, 0%", "9.99, 9%", "95, 95%"})
    void aPercentageIsRoundedDownSoThatItNeverReadsAsTheThresholdAboveIt(String value, String shown) {
        assertThat(js.text("format.percent(%s)".formatted(value))).isEqualTo(shown);
    }

    @Test
    void onlyPercentagesBelowTenHaveDigitsAfterThePoint() {
        assertThat(js.text("format.percent(3.46, {digits: 1})")).isEqualTo("3.4%");
        assertThat(js.text("format.percent(0, {digits: 1})")).isEqualTo("0%");
        assertThat(js.text("format.percent(12.34, {digits: 1})")).isEqualTo("12%");
    }

    @Test
    void aFigureThatFloatingPointLeftJustBelowAWholeNumberIsThatNumber() {
        assertThat(js.text("format.percent(100 * 0.57)")).isEqualTo("57%");
        assertThat(js.plain("format.celsius(69.9999999999)")).isEqualTo("70 °C");
    }

    @ParameterizedTest
    @CsvSource({
        "512, 512 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "8589934592, 8 GiB",
        "33285996544, 31 GiB",
        "1099511627776, 1 TiB",
        "1181116006400, 1.1 TiB"
    })
    void memoryIsCountedInBinaryUnits(String value, String shown) {
        assertThat(js.plain("format.bytes(%s)".formatted(value)).replace(",", ""))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"125, 1 kb/s", "125000, 1 Mb/s", "587500000, 4.7 Gb/s", "124962.5, 1 Mb/s", "12, 96 b/s"})
    void aNetworkIsCountedInDecimalBits(String bytesPerSecond, String shown) {
        assertThat(js.plain("format.bitRate(%s)".formatted(bytesPerSecond))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B/s", "1500, 1.5 kB/s", "87000000, 87 MB/s", "999600, 1 MB/s"})
    void aDiskIsCountedInDecimalBytes(String value, String shown) {
        assertThat(js.plain("format.byteRate(%s)".formatted(value))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42 s",
        "60, 1 min",
        "61, 1 min 1 s",
        "3600, 1 h",
        "15120, 4 h 12 min",
        "90000, 1 day 1 h",
        "3196800, 37 days",
        "-3, 0 s"
    })
    void aDurationHasItsTwoLargestParts(String seconds, String shown) {
        assertThat(js.plain("format.duration(%s)".formatted(seconds))).isEqualTo(shown);
    }

    @Test
    void aFigureAndItsUnitAreIsolatedFromTheTextAroundThemAndStayOnOneLine() {
        for (String figure : List.of("bytes(2048)", "bitRate(1e6)", "byteRate(1e6)", "celsius(85)", "duration(5)")) {
            assertThat(js.text("format." + figure))
                    .startsWith("\u2066")
                    .endsWith("\u2069")
                    .contains("\u202f")
                    .doesNotContain(" ");
        }
        assertThat(js.text("format.duration(3725)")).as("each part for itself").containsPattern("\u2069 \u2066");
    }

    @Test
    void theClockHasTwentyFourHoursAndMidnightIsZero() {
        assertThat(js.text("format.clock(Date.UTC(2026, 10, 21, 0, 4, 5))")).isEqualTo("00:04:05");
        assertThat(js.text("format.clock(Date.UTC(2026, 10, 21, 17, 4, 5), {seconds: false})"))
                .isEqualTo("17:04");
        assertThat(js.text("format.dateTime(Date.UTC(2026, 10, 21, 17, 4, 5))"))
                .contains("2026", "Nov", "21", "17:04:05");
    }

    @Test
    void theZoneIsNamedByItsOffset() {
        assertThat(js.text("format.zoneName()")).isEqualTo("UTC");
    }

    @Test
    void anotherLanguageBringsItsOwnDigits() {
        js.run("i18n.loadCatalogue({}, 'fa')");
        try {
            assertThat(js.text("format.number(1234)")).isEqualTo("۱٬۲۳۴");
        } finally {
            js.run("i18n.loadCatalogue({}, 'en')");
        }
    }
}
