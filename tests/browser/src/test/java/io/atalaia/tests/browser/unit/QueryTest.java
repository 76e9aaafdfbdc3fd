/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/query");
        js.run(
                """
                const figures = {cpu: 91.6, ram: 40, disk: 71, rx: 12.5e6, tx: 0, temp: NaN};
                const machine = {name: 'db-lis-028', ip: '10.12.0.28', os: 'Debian GNU/Linux 12', id: 'a1b2c3',
                  labels: {site: 'Lisbon', role: 'db primary'}, state: 2, figure: (name) => figures[name]};
                const found = (text) => query.compileQuery(text).test(machine);
                """);
    }

    @AfterAll
    static void close() {
        js.close();
    }

    private static boolean found(String text) {
        js.value("globalThis").putMember("asked", text);
        return js.truth("found(asked)");
    }

    private static String errors(String text) {
        js.value("globalThis").putMember("asked", text);
        return js.json("query.compileQuery(asked).errors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "lis",
                "LIS",
                "10.12",
                "lisbon",
                "debian",
                "critical",
                "state:critical",
                "state:crit",
                "state:alert,critical",
                "STATE:Critical",
                "ip:10.12.",
                "host:028",
                "name:db-",
                "os:linux",
                "id:a1b2",
                "label.site:lis",
                "site:lisbon",
                "role:\"db primary\"",
                "\"debian gnu\"",
                "cpu>80",
                "cpu>=91.6",
                "cpu<91.7",
                "cpu=91",
                "cpu>80%",
                "ram<=40",
                "mem=40",
                "memory=40",
                "in>=100",
                "rx=100",
                "out=0",
                "state:critical site:lisbon ip:10.12. cpu>80"
            })
    void findsTheMachine(String text) {
        assertThat(found(text)).isTrue();
        assertThat(errors(text)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fra",
                "normal",
                "state:normal",
                "ip:12.0",
                "site:porto",
                "label.rack:7",
                "cpu>91.6",
                "cpu<50",
                "in>100",
                "\"gnu debian\"",
                "lis fra",
                "lisbon cpu<50"
            })
    void doesNotFindTheMachine(String text) {
        assertThat(found(text)).isFalse();
        assertThat(errors(text)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temp>0", "temp<1000", "temp=0"})
    void aMissingFigureIsNeitherAboveNorBelow(String text) {
        assertThat(found(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "speed>3, query.unknownFigure, speed",
        "cpu>, query.noNumber, cpu>",
        "cpu>=high, query.noNumber, cpu>=",
        "state:broken, query.unknownState, broken",
        "state:, query.noValue, state",
        "ip:, query.noValue, ip"
    })
    void whatIsNotUnderstoodIsReported(String text, String key, String name) {
        assertThat(errors(text)).contains("\"key\":\"" + key + "\"", "\"name\":\"" + name + "\"");
    }

    @Test
    void anErrorKnowsItsPlaceAndTheRestStillFilters() {
        assertThat(errors("lis speed>3 cpu>80")).contains("\"start\":4,\"end\":11");
        assertThat(found("lis speed>3 cpu>80")).isTrue();
        assertThat(found("fra speed>3")).isFalse();
    }

    @Test
    void anErrorAloneNeverEmptiesTheList() {
        assertThat(found("cpu>")).isTrue();
        assertThat(js.truth("query.compileQuery('cpu>').empty")).isTrue();
        assertThat(js.truth("query.compileQuery('cpu>1').empty")).isFalse();
    }

    @Test
    void anUnclosedQuoteIsReadToTheEnd() {
        assertThat(found("\"debian gnu")).isTrue();
        assertThat(found("role:\"db pri")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructor>1", "toString>1", "__proto__>1"})
    void wordsThatEveryObjectHasAreNoFigures(String text) {
        assertThat(errors(text)).contains("query.unknownFigure");
        assertThat(found(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructor:x", "toString:x", "__proto__:x"})
    void wordsThatEveryObjectHasAreOrdinaryLabels(String text) {
        assertThat(found(text)).isFalse();
        assertThat(errors(text)).isEqualTo("[]");
    }

    @Test
    void anyTextIsSurvived() {
        for (String text :
                new String[] {"\"", "\"\"", ":", ":::", "a:\"", ">", ">=<", "cpu>>3", "(", "[a-", "\\", "%", "=1"}) {
            assertThat(errors(text)).startsWith("[");
            assertThat(js.truth("typeof found(asked) === 'boolean'")).isTrue();
        }
    }
}
