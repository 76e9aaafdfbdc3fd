/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.engine.GuestLine;
import io.atalaia.gateway.engine.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestJsonTest {
    private static GuestLine line(String json) {
        return GuestJson.line(json.getBytes(StandardCharsets.UTF_8), "1.2.3.4:5");
    }

    @Test
    void aLineIsReadAsDocumented() {
        assertThat(
                        line(
                                "{\"client\":\"a\",\"metrics\":{\"ram\":58.1,\"n\":3},\"labels\":{\"x\":\"y\",\"n\":1},\"t\":17,\"id\":\"i\"}"))
                .isEqualTo(new GuestLine("a", Map.of("ram", 58.1, "n", 3.0), Map.of("x", "y", "n", "1"), 17, "i"));
    }

    @Test
    void numbersBesideTheNameAreMetricsToo() {
        assertThat(line("{\"name\":\"a\",\"load\":1.5,\"id\":7}"))
                .isEqualTo(new GuestLine("a", Map.of("load", 1.5), Map.of(), 0, "7"));
        assertThat(line("{\"load\":1}").client()).isEqualTo("1.2.3.4:5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|the line: must be JSON",
                "[1]|the line: must be a JSON object",
                "{\"a\":1} x|the line: must be JSON",
                "{\"a\":1}{\"a\":1}|the line: must be one JSON object",
                "{\"a\":NaN}|the line: must be JSON",
                "{\"a\":\"1\"}|a: must be a number",
                "{\"a\":null}|a: must be a number",
                "{\"metrics\":3}|metrics: must be an object",
                "{\"metrics\":{\"a\":{}}}|metrics.a: must be a number",
                "{\"a\":1,\"metrics\":{\"a\":1}}|metrics.a: is given twice",
                "{\"a\":1,\"a\":2}|the line: has a field twice",
                "{\"client\":\"a\",\"name\":\"b\"}|name: give client or name, not both",
                "{\"client\":3,\"a\":1}|client: must be a text",
                "{\"client\":\" \",\"a\":1}|client: must be a text that is not empty",
                "{\"a\":1,\"t\":\"now\"}|t: must be epoch milliseconds",
                "{\"a\":1,\"t\":-5}|t: must be epoch milliseconds",
                "{\"a\":1,\"labels\":[]}|labels: must be an object",
                "{\"a\":1,\"labels\":{\"b\":null}}|labels.b: must be a text",
                "{\"a\":1|the line: must be JSON"
            })
    void whatIsWrongIsSaidByFieldAndRule(String json, String words) {
        assertThatThrownBy(() -> line(json)).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }

    @Test
    void aBodyMayHoldOneOrMany() {
        for (String body : new String[] {
            "[{\"name\":\"a\",\"m\":1},{\"name\":\"a\",\"m\":2}]",
            "{\"name\":\"a\",\"m\":1}\n{\"name\":\"a\",\"m\":2}\n"
        }) {
            assertThat(GuestJson.all(body.getBytes(StandardCharsets.UTF_8), "", 10))
                    .extracting(item -> item.line().metrics().get("m"))
                    .containsExactly(1.0, 2.0);
        }
    }

    @Test
    void aWrongOneAmongManyCostsItselfAlone() {
        for (String body : new String[] {
            "[{\"name\":\"a\",\"m\":{\"deep\":[1,{}]}},3,{\"name\":\"a\",\"m\":2}]",
            "{\"name\":\"a\",\"m\":{\"deep\":[1,{}]}} 3 {\"name\":\"a\",\"m\":2}"
        }) {
            var items = GuestJson.all(body.getBytes(StandardCharsets.UTF_8), "", 10);
            assertThat(items).as(body).hasSize(3);
            assertThat(items.get(0).refusal()).hasMessageContaining("m: must be a number");
            assertThat(items.get(1).refusal()).hasMessageContaining("JSON object");
            assertThat(items.get(2).line().metrics()).containsEntry("m", 2.0);
        }
    }

    @Test
    void whateverBytesComeTheAnswerIsALineOrARefusal() {
        byte[] good = "{\"client\":\"a\",\"metrics\":{\"ram\":58.1},\"labels\":{\"x\":\"y\"},\"t\":17,\"id\":\"i\"}"
                .getBytes(StandardCharsets.UTF_8);
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = good.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(GuestJson.line(mutated, "x")).isNotNull();
            } catch (Refusal refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            }
            assertThat(GuestJson.all(mutated, "x", 100)).isNotNull();
        }
    }
}
