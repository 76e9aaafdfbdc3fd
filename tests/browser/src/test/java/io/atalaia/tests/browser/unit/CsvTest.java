/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/csv");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void aFileHasTheMarkAHeadAndLineEndsByTheStandard() {
        assertThat(js.text("csv.toCsv(['name', 'cpu'], [['a', 1.5], ['b', 0]])"))
                .isEqualTo("\ufeffname,cpu\r\na,1.5\r\nb,0\r\n");
    }

    @Test
    void whatWouldBreakACellIsQuoted() {
        assertThat(js.text("csv.toCsv(['h'], [['a,b'], ['say \"hi\"'], ['two\\nlines'], ['x\\ry']])"))
                .isEqualTo("\ufeffh\r\n\"a,b\"\r\n\"say \"\"hi\"\"\"\r\n\"two\nlines\"\r\n\"x\ry\"\r\n");
    }

    @Test
    void whatIsMissingIsAnEmptyCellAndZeroIsZero() {
        assertThat(js.text("csv.toCsv(['a', 'b', 'c', 'd'], [[null, NaN, undefined, 0]])"))
                .isEqualTo("\ufeffa,b,c,d\r\n,,,0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void aTextThatASpreadsheetWouldRunIsMadeHarmless(String text) {
        js.value("globalThis").putMember("text", text);
        assertThat(js.text("csv.toCsv(['h'], [[text]])").replace("\"", "")).startsWith("\ufeffh\r\n'" + text);
    }

    @Test
    void aNegativeNumberIsANumber() {
        assertThat(js.text("csv.toCsv(['h'], [[-1.5]])")).isEqualTo("\ufeffh\r\n-1.5\r\n");
    }

    @Test
    void aQuotedFormulaIsHarmlessToo() {
        assertThat(js.text("csv.toCsv(['h'], [['=HYPERLINK(\"x\",\"y\")']])"))
                .isEqualTo("\ufeffh\r\n\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }
}
