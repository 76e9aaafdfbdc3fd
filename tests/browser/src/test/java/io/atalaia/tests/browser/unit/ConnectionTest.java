/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The words between page and gateway, and the patience between two attempts. */
class ConnectionTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/protocol");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void framesAreWhatTheBridgeReads() {
        assertThat(js.text("protocol.registerFrame('atalaia.ui.v1.fleet')"))
                .isEqualTo("{\"type\":\"register\",\"address\":\"atalaia.ui.v1.fleet\",\"headers\":{}}");
        assertThat(js.text("protocol.unregisterFrame('x')")).contains("\"type\":\"unregister\"");
        assertThat(js.text("protocol.sendFrame('a', {machine: 'm'}, 'r1')"))
                .contains("\"type\":\"send\"", "\"body\":{\"machine\":\"m\"}", "\"replyAddress\":\"r1\"");
        assertThat(js.text("protocol.PING_FRAME")).isEqualTo("{\"type\":\"ping\"}");
    }

    @Test
    void answersAreToldApart() {
        assertThat(js.json("protocol.decodeFrame('{\"type\":\"rec\",\"address\":\"a\",\"body\":{\"t\":1}}')"))
                .isEqualTo("{\"kind\":\"message\",\"address\":\"a\",\"body\":{\"t\":1}}");
        assertThat(
                        js.json(
                                "protocol.decodeFrame('{\"type\":\"err\",\"address\":\"r1\",\"failureCode\":404,\"message\":\"no\"}')"))
                .contains("\"kind\":\"failure\"", "404");
        assertThat(js.json("protocol.decodeFrame('{\"type\":\"err\",\"body\":\"access_denied\"}')"))
                .isEqualTo("{\"kind\":\"refused\",\"message\":\"access_denied\"}");
        assertThat(js.json("protocol.decodeFrame('{\"type\":\"pong\"}')")).isEqualTo("{\"kind\":\"pong\"}");
    }

    @Test
    void rubbishIsRefusedAndNotThrown() {
        for (String rubbish : new String[] {"'not json'", "'{}'", "'[]'", "'7'", "''", "'null'"}) {
            assertThat(js.json("protocol.decodeFrame(" + rubbish + ")")).contains("refused");
        }
    }

    @Test
    void thePauseBetweenAttemptsDoublesUpToFifteenSecondsAndIsSpreadByChance() {
        assertThat(js.json("[0, 1, 2, 3, 4, 5, 50].map((attempt) => protocol.backOff(attempt, 0.5))"))
                .isEqualTo("[500,1000,2000,4000,8000,15000,15000]");
        assertThat(js.json("[protocol.backOff(0, 0), protocol.backOff(0, 1)]")).isEqualTo("[350,650]");
    }

    @Test
    void silenceIsAPingWithoutAnAnswerAndNotATimerThatSlept() {
        assertThat(js.truth("protocol.fellSilent(15000, 2000, 10000)")).isTrue();
        assertThat(js.truth("protocol.fellSilent(10000, 2000, 5000)")).isFalse();
        assertThat(js.truth("protocol.fellSilent(60000, 40, 0)")).isFalse();
        assertThat(js.truth("protocol.fellSilent(120000, 40, 60000)")).isTrue();
    }
}
