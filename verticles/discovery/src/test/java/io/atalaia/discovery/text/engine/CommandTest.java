/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.discovery.text.engine.Command.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @Test
    void linesAreRead() {
        assertThat(Command.parse("ADD web 10.0.0.1:80"))
                .isEqualTo(new Command(Verb.ADD, "web", new Place("10.0.0.1", 80)));
        assertThat(Command.parse("GET  web   ")).isEqualTo(new Command(Verb.GET, "web", null));
        assertThat(Command.parse("DEL web [2001:db8::1]:443").place())
                .isEqualTo(new Place("2001:db8:0:0:0:0:0:1", 443));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "get web",
                "GET",
                "GET web web",
                "GET Web",
                "GET -web",
                "GET w_b",
                "GET 0123456789012345678901234567890123456789012345678901234567890123",
                "ADD web",
                "ADD web host:80",
                "ADD web 10.0.0.1",
                "ADD web 10.0.0.1:0",
                "ADD web 10.0.0.1:65536",
                "ADD web 10.0.0.256:80",
                "ADD web [::g]:80",
                "ADD web ::1:80",
                "ADD web 10.0.0.1:80 more",
                "PUT web 10.0.0.1:80"
            })
    void anythingElseIsRefusedWithAReason(String line) {
        assertThatThrownBy(() -> Command.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotEmpty();
    }

    @Test
    void anAnswerHasRoomForWholePlacesOnly() {
        assertThat(Reply.places(List.of("10.0.0.1:80", "10.0.0.2:80"), 512)).isEqualTo("OK 10.0.0.1:80 10.0.0.2:80\n");
        assertThat(Reply.places(List.of("10.0.0.1:80", "10.0.0.2:80"), 16)).isEqualTo("OK 10.0.0.1:80\n");
        assertThat(Reply.places(List.of("10.0.0.1:80"), 12)).isEqualTo("ERROR ask w\n");
        assertThat(Reply.places(List.of(), 12)).isEqualTo("OK\n");
    }

    @Test
    void anAnswerToOthersIsAtMostThreeTimesTheQuestion() {
        assertThat(Reply.most(8, false)).isEqualTo(24);
        assertThat(Reply.most(500, false)).isEqualTo(512);
        assertThat(Reply.most(8, true)).isEqualTo(512);
        assertThat(Reply.error("a\nb\u0000", 512)).isEqualTo("ERROR a?b?\n");
    }

    @Test
    void aSignatureServesOnce() {
        var replays = new Replays(60);
        assertThat(replays.take("a", 1_000)).isTrue();
        assertThat(replays.take("a", 1_060)).isFalse();
        assertThat(replays.take("a", 1_061)).isTrue();
    }

    @Test
    void moreSignaturesThanCanBeRememberedAreNotTaken() {
        var replays = new Replays(60);
        for (int i = 0; i < 10_000; i++) {
            assertThat(replays.take("s" + i, 1_000)).isTrue();
        }
        assertThat(replays.take("more", 1_001)).isFalse();
        assertThat(replays.take("more", 1_061)).isTrue();
    }
}
