/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.House;
import io.atalaia.gateway.ScrapedText;
import io.atalaia.gateway.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final Predicate<String> ALL = name -> true;

    private static Shown shown(String id, Map<String, String> labels, Schema schema, double... values) {
        MachineFacts plain = House.facts(id, "name-" + id);
        var facts = new MachineFacts(
                id,
                plain.name(),
                plain.addresses(),
                plain.os(),
                plain.kernel(),
                plain.architecture(),
                plain.cpuModel(),
                2,
                1,
                0,
                "0.1.0",
                plain.boot(),
                1000,
                labels,
                plain.kind(),
                plain.view());
        var sample = schema == null ? null : new Sample(id, plain.boot(), 1_000, schema.hash(), values, null);
        return new Shown(facts, headline(id), schema, sample);
    }

    private static Headline headline(String id) {
        return new Headline(
                id, 1_500, 25.0, null, null, null, null, null, null, null, null, null, null, State.ALERT, 0, List.of());
    }

    private static String text(Predicate<String> wanted, Shown... machines) {
        var out = new StringBuilder();
        assertThat(new Exposition(List.of(machines), wanted).write(out, Integer.MAX_VALUE))
                .isFalse();
        return out.toString();
    }

    private static Map<String, Double> series(String text, String metric) {
        var all = new ScrapedText(text).values;
        all.keySet().removeIf(key -> !key.startsWith(metric + "{"));
        return all;
    }

    @Test
    void aFamilyHoldsTheSeriesOfAllMachinesUnderItsTypeAndText() {
        var schema = Schema.of(List.of(
                new Series("node_cpu_seconds_total", Map.of("mode", "user", "cpu", "0"), Kind.COUNTER),
                Series.gauge("node_load1"),
                Series.counter("node_vmstat_pswpin"),
                Series.gauge("sent_by_a_program")));
        String text =
                text(ALL, shown("a", Map.of(), schema, 12, 0.5, 3, 1e18), shown("b", Map.of(), schema, 13, 0.25, 4, 2));
        var read = new ScrapedText(text);
        assertThat(read.values)
                .containsEntry(
                        "node_cpu_seconds_total{machine=\"a\",instance=\"name-a\",cpu=\"0\",mode=\"user\"}", 12.0)
                .containsEntry("node_load1{machine=\"b\",instance=\"name-b\"}", 0.25)
                .containsEntry("sent_by_a_program{machine=\"a\",instance=\"name-a\"}", 1e18);
        assertThat(read.types)
                .containsEntry("node_cpu_seconds_total", "counter")
                .containsEntry("node_load1", "gauge")
                .containsEntry("node_vmstat_pswpin", "untyped")
                .containsEntry("sent_by_a_program", "gauge");
        assertThat(read.helps).containsEntry("node_load1", "1m load average.");
    }

    @Test
    void aMachineWithoutSamplesHasItsHeadlineOnly() {
        var read = new ScrapedText(text(ALL, shown("a", Map.of(), null)));
        assertThat(read.values)
                .containsEntry("atalaia_machine_up{machine=\"a\",instance=\"name-a\"}", 1.0)
                .containsEntry("atalaia_machine_state{machine=\"a\",instance=\"name-a\"}", 1.0)
                .containsEntry("atalaia_machine_last_seen_timestamp_seconds{machine=\"a\",instance=\"name-a\"}", 1.5)
                .containsEntry("atalaia_machine_cpu_used_ratio{machine=\"a\",instance=\"name-a\"}", 0.25)
                .hasSize(5);
    }

    @Test
    void whatHasNoValueIsNotThere() {
        var schema =
                Schema.of(List.of(Series.gauge("node_load1"), Series.gauge("node_load5"), Series.gauge("node_load15")));
        String text = text(ALL, shown("a", Map.of(), schema, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(text).doesNotContain("node_load1 ").doesNotContain("node_load15");
        assertThat(series(text, "node_load5").values()).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void labelsOfEverySortAreWrittenSoThatTheyCanBeReadBack() {
        var schema = Schema.of(List.of(new Series(
                "node_filesystem_size_bytes",
                Map.of("mountpoint", "/a \"b\"\\c\nd", "fstype", "día \uD83D\uDE00 \uD83D"),
                Kind.GAUGE)));
        String text = text(name -> name.startsWith("node"), shown("a", Map.of(), schema, 1));
        assertThat(text)
                .contains("fstype=\"día \uD83D\uDE00 \uFFFD\"")
                .contains("mountpoint=\"/a \\\"b\\\"\\\\c\\nd\"");
        assertThat(series(text, "node_filesystem_size_bytes")).hasSize(1);
    }

    @Test
    void theOperatorsWordsGiveWayToTheLabelsOfTheSeriesOnAllSeriesAlike() {
        var schema = Schema.of(List.of(
                new Series("queue_length", Map.of("queue", "mail", "machine", "x86"), Kind.GAUGE),
                Series.gauge("node_load1")));
        var words = Map.of("queue", "own", "site", "lisbon", "device", "d", "job", "j", "a-b", "1", "9", "nine");
        String text = text(ALL, shown("a", words, schema, 1, 2));
        String marks =
                "machine=\"a\",instance=\"name-a\",label_9=\"nine\",a_b=\"1\",label_device=\"d\",label_job=\"j\","
                        + "label_queue=\"own\",site=\"lisbon\"";
        assertThat(new ScrapedText(text).values)
                .containsEntry("queue_length{" + marks + ",exported_machine=\"x86\",queue=\"mail\"}", 1.0)
                .containsEntry("node_load1{" + marks + "}", 2.0)
                .containsEntry("atalaia_machine_up{" + marks + "}", 1.0);
        assertThat(text(name -> name.equals("node_load1"), shown("a", words, schema, 1, 2)))
                .as("a filter changes no label")
                .contains("node_load1{" + marks + "}");
    }

    @Test
    void namesThatAreNoneOrOursAreLeftOut() {
        var schema = Schema.of(List.of(
                Series.gauge("atalaia_machine_up"), Series.gauge("a-b"), Series.gauge(""), Series.gauge("node_load1")));
        var read = new ScrapedText(text(ALL, shown("a", Map.of(), schema, 7, 7, 7, 7)));
        assertThat(read.values.values()).containsOnlyOnce(7.0);
    }

    @Test
    void whereMachinesDisagreeAMetricHasNoType() {
        var one = Schema.of(List.of(Series.gauge("jobs")));
        var other = Schema.of(List.of(Series.counter("jobs")));
        assertThat(new ScrapedText(text(ALL, shown("a", Map.of(), one, 1), shown("b", Map.of(), other, 2))).types)
                .containsEntry("jobs", "untyped");
    }

    @Test
    void thePiecesTogetherAreTheWhole() {
        var machines = new ArrayList<Shown>();
        for (int i = 0; i < 20; i++) {
            double[] values = new double[Script.SCHEMA.series().size()];
            Arrays.fill(values, i);
            machines.add(shown("m" + i, Map.of(), Script.SCHEMA, values));
        }
        var whole = text(ALL, machines.toArray(Shown[]::new));
        var exposition = new Exposition(machines, ALL);
        var together = new StringBuilder();
        var piece = new StringBuilder();
        boolean more = true;
        while (more) {
            piece.setLength(0);
            more = exposition.write(piece, 500);
            assertThat(piece.length()).isLessThan(1_500);
            together.append(piece);
        }
        assertThat(together.toString()).isEqualTo(whole);
        assertThat(new ScrapedText(whole).values)
                .hasSize(20 * (Script.SCHEMA.series().size() + 5));
    }
}
