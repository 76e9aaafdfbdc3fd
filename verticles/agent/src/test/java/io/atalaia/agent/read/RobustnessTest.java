/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.Gatherer;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.read.Choice.PerProcessor;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, cut, strange or gone; machines that change under way; machines that are huge. */
class RobustnessTest {
    private static final Choice EVERYTHING =
            new Choice(true, true, true, true, true, false, PerProcessor.EACH, PerProcessor.EACH, true);

    @TempDir
    Path folder;

    private final List<String> left = new ArrayList<>();

    private Gatherer gatherer(LinuxPlatform platform) throws IOException {
        List<Collector> collectors = new ArrayList<>(platform.collectors());
        platform.slow().forEach(slow -> collectors.add(new MapCollector(slow.family(), slow.source())));
        return gatherer(collectors);
    }

    private Gatherer gatherer(List<Collector> collectors) {
        return new Gatherer(collectors, new Gatherer.Troubles() {
            @Override
            public void failed(String family, Exception cause) {}

            @Override
            public void works(String family) {}

            @Override
            public void tooMany(String family) {
                left.add(family);
            }
        });
    }

    private static List<Path> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "laptop", "raspberry", "container"})
    void noFileHoweverBrokenThrowsOutOfACollectorAndOthersGoOn(String tree) throws Exception {
        var platform = new LinuxPlatform(Roots.under(Tree.grow(tree, folder)), EVERYTHING);
        var slow = platform.slow();
        Map<SlowSource, Map<Series, Double>> known = new HashMap<>();
        for (var source : slow) {
            known.put(source, source.source().read());
        }
        try (var gatherer = gatherer(platform.collectors())) {
            double[] whole = gatherer.gather();
            for (Path file : files(folder)) {
                byte[] content = Files.readAllBytes(file);
                for (byte[] broken : List.of(
                        bytes(""),
                        Arrays.copyOf(content, content.length / 2),
                        bytes("\0\u00ff\u00fe 12 -7 99999999999999999999999999 : [ ( =\n\n\u0080:\n"),
                        bytes("NaN\n"))) {
                    Files.write(file, broken);
                    readAll(platform, gatherer, slow);
                }
                Files.delete(file);
                readAll(platform, gatherer, slow);
                Files.write(file, content);
            }
            // What stays open at a file that was deleted reads the old one: a new look sees the whole tree again.
            try (var again = gatherer(platform.collectors())) {
                assertThat(again.gather()).isEqualTo(whole);
            }
            var after = platform.slow();
            for (int i = 0; i < slow.size(); i++) {
                assertThat(after.get(i).source().read()).isEqualTo(known.get(slow.get(i)));
            }
        }
    }

    private static void readAll(LinuxPlatform platform, Gatherer gatherer, List<SlowSource> slow) {
        assertThatCode(() -> {
                    double[] values = gatherer.gather();
                    assertThat(values).hasSameSizeAs(gatherer.schema().series());
                    assertThat(platform.facts()).isNotNull();
                    assertThat(platform.volumes()).isNotNull();
                    assertThat(platform.processes(3).busiest()).isNotNull();
                    for (var source : slow) {
                        assertThat(source.source().read()).isNotNull();
                    }
                })
                .doesNotThrowAnyException();
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replaceFirst(from, to));
    }

    @Test
    void whatIsPluggedInOrOutChangesTheSchemaAndNothingElse() throws Exception {
        try (var gatherer = gatherer(new LinuxPlatform(Roots.under(Tree.grow("raspberry", folder)), Choice.USUAL))) {
            double[] ignored = gatherer.gather();
            Schema before = gatherer.schema();
            ignored = gatherer.gather();
            assertThat(gatherer.schema()).isEqualTo(before);
            edit("proc/stat", "cpu3 .*\n", "");
            edit("proc/diskstats", "\\z", "   8       0 sda 1 2 3 4 5 6 7 8 9 10 11\n");
            edit("proc/net/dev", "\\z", "caf\u00e9%0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");
            Files.createDirectories(folder.resolve("sys/class/net/usb0"));
            Files.writeString(folder.resolve("sys/class/net/usb0/operstate"), "up\n");
            Path chip = Files.createDirectories(folder.resolve("sys/class/hwmon/hwmon0"));
            Files.writeString(chip.resolve("temp1_input"), "40000\n");
            for (int reading = 0; reading < 4; reading++) {
                ignored = gatherer.gather();
            }
            var keys = gatherer.schema().series().stream().map(Series::key).toList();
            assertThat(keys)
                    .contains(
                            "node_disk_io_now{device=\"sda\"}",
                            "node_network_receive_bytes_total{device=\"caf\u00e9%0\"}",
                            "node_network_up{device=\"usb0\"}",
                            "node_hwmon_temp_celsius{chip=\"hwmon0\",sensor=\"temp1\"}")
                    .noneMatch(key -> key.contains("cpu=\"3\",mode"));
            Schema after = gatherer.schema();
            ignored = gatherer.gather();
            assertThat(gatherer.schema()).isEqualTo(after);
        }
    }

    @Test
    void aCardWhoseNameIsNoTextDoesNotChangeTheSchemaEachTime() throws Exception {
        Tree.grow("raspberry", folder);
        Path file = folder.resolve("proc/net/dev");
        String text = Files.readString(file) + "x\u00ff0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n";
        Files.write(file, bytes(text));
        var card = DeviceCollector.network(new HotFile(file, new Scratch()), false);
        assertThat(card.read()).isTrue();
        assertThat(card.read()).isFalse();
        card.close();
    }

    private void machineOf(int processors) throws IOException {
        Tree.grow("raspberry", folder);
        var stat = new StringBuilder("cpu  1 2 3 4 5 6 7 8\n");
        var soft = new StringBuilder("    ");
        var zeros = new StringBuilder();
        for (int cpu = 0; cpu < processors; cpu++) {
            stat.append("cpu").append(cpu).append(" 1 2 3 4 5 6 7 8\n");
            soft.append(" CPU").append(cpu);
            zeros.append(" 7");
        }
        Files.writeString(folder.resolve("proc/stat"), stat + "intr 9 1\nctxt 5\nbtime 1700000000\n");
        var lines = new StringBuilder(soft).append('\n');
        for (int line = 0; line < 300; line++) {
            lines.append(line)
                    .append(':')
                    .append(zeros)
                    .append(" chip 1-edge dev")
                    .append(line)
                    .append('\n');
        }
        Files.writeString(folder.resolve("proc/interrupts"), lines);
        Files.writeString(folder.resolve("proc/softirqs"), soft + "\n HI:" + zeros + "\n IRQ_POLL:" + zeros + "\n");
        Files.writeString(folder.resolve("sys/devices/system/cpu/online"), "0-" + (processors - 1) + "\n");
    }

    @Test
    void aMachineOf1024ProcessorsFitsIntoASchema() throws Exception {
        machineOf(1024);
        try (var gatherer = gatherer(new LinuxPlatform(Roots.under(folder), EVERYTHING))) {
            double[] values = gatherer.gather();
            assertThat(left).isEmpty();
            assertThat(values).hasSizeBetween(8_192, Schema.MOST_SERIES);
            var keys = gatherer.schema().series().stream().map(Series::key).toList();
            assertThat(keys)
                    .contains("node_load1", "node_cpu_seconds_total{cpu=\"1023\",mode=\"user\"}")
                    .contains("node_softirqs_total{vector=\"block_iopoll\"}")
                    .contains("node_interrupts_total{devices=\"1-edge dev299\",info=\"chip\",type=\"299\"}");
            assertThat(values[keys.indexOf("node_softirqs_total{vector=\"hi\"}")])
                    .isEqualTo(7 * 1024);
        }
    }

    @Test
    void aMachineOfStillMoreProcessorsShowsThemTogether() throws Exception {
        machineOf(1025);
        try (var gatherer = gatherer(new LinuxPlatform(Roots.under(folder), Choice.USUAL))) {
            double[] ignored = gatherer.gather();
            assertThat(left).isEmpty();
            assertThat(gatherer.schema().series().stream().map(Series::name))
                    .contains("atalaia_cpu_seconds_total", "node_intr_total", "node_load1")
                    .doesNotContain("node_cpu_seconds_total");
        }
    }
}
