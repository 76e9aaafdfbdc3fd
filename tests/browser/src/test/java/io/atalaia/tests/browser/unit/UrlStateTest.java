/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlStateTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/urlstate");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu>80 state:critical",
                "\"a phrase\"",
                "a&b=c",
                "1+1=2",
                "100%",
                "%41",
                "ip:10.0,10.1",
                "#top?",
                "تهران ۱۲",
                "ação/São",
                "😀",
                " a  b "
            })
    void whatIsWrittenIsReadBack(String text) {
        js.value("globalThis").putMember("text", text);
        assertThat(js.text("urlstate.parseSearch(urlstate.buildSearch({q: text})).q"))
                .isEqualTo(text);
    }

    @Test
    void severalEntriesGoRoundTogether() {
        assertThat(
                        js.json(
                                "urlstate.parseSearch(urlstate.buildSearch({q: 'x y', state: 'critical,alert', from: 1700000000}))"))
                .isEqualTo("{\"q\":\"x y\",\"state\":\"critical,alert\",\"from\":\"1700000000\"}");
    }

    @Test
    void whatEqualsTheDefaultIsLeftOut() {
        assertThat(js.text("urlstate.buildSearch({sort: 'severity', view: 'map'}, {sort: 'severity', view: 'cards'})"))
                .isEqualTo("?view=map");
        assertThat(js.text("urlstate.buildSearch({q: '', from: null, to: undefined})"))
                .isEmpty();
        assertThat(js.text("urlstate.buildSearch({q: ''}, {q: 'x'})"))
                .as("emptied on purpose")
                .isEqualTo("?q=");
    }

    @Test
    void queriesStayReadable() {
        assertThat(js.text("urlstate.buildSearch({q: 'state:critical site:a,b'})"))
                .isEqualTo("?q=state:critical+site:a,b");
    }

    @Test
    void aLinkBrokenByHandStillOpens() {
        assertThat(js.json("urlstate.parseSearch('?q=100%&&x&=y&r=1h')"))
                .contains("\"q\":\"100%\"", "\"x\":\"\"", "\"r\":\"1h\"");
        assertThat(js.json("urlstate.parseSearch('')")).isEqualTo("{}");
        assertThat(js.json("urlstate.parseSearch('?')")).isEqualTo("{}");
    }
}
