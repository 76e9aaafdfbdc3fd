/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final List<String> heard = new ArrayList<>();
    private final Lines lines = new Lines(10, new Lines.Listener() {
        @Override
        public void line(byte[] line) {
            heard.add(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public void tooLong() {
            heard.add("!");
        }
    });

    private void feed(String text) {
        lines.feed(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesAreTheSameHoweverTheyAreCut() {
        String text = "one\ntwo\r\n\n  \nthree and more than ten\n0123456789\r\n01234567890\nlast";
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int at = 0;
            while (at < text.length()) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(9));
                feed(text.substring(at, end));
                at = end;
            }
            lines.finish();
            assertThat(heard).containsExactly("one", "two", "!", "0123456789", "!", "last");
            heard.clear();
        }
    }

    @Test
    void aLineWithoutEndCostsOneWordAndNoMemory() {
        for (int i = 0; i < 1_000; i++) {
            feed("x".repeat(1_000));
        }
        assertThat(heard).containsExactly("!");
        feed("\nnext\n");
        assertThat(heard).containsExactly("!", "next");
    }
}
