/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final Rule RULE = new Rule(85, 75, 95, 85, 15_000, 60_000);
    private static final long START = 1_700_000_000_000L;

    private final Script script = new Script("m1", START);
    private final Machine machine = new Machine(House.facts("m1", "alpha"), new Rules(RULE, RULE, RULE), 0);
    private long nanos;

    MachineTest() {
        machine.greet(House.facts("m1", "alpha"), Script.SCHEMA, 0);
    }

    private void take(Sample... samples) {
        nanos += TimeUnit.SECONDS.toNanos(samples.length);
        machine.take(List.of(samples), nanos);
    }

    private void seconds(double cpu, int count) {
        for (int i = 0; i < count; i++) {
            take(script.second(cpu));
        }
    }

    @Test
    void theHeadlineHasTheFiguresOfTwoNeighbouringSamples() {
        take(script.second(0));
        script.add("node_network_receive_bytes_total{device=\"lo\"}", 1e9);
        script.add("node_network_receive_bytes_total{device=\"eth0\"}", 3000);
        script.add("node_network_receive_bytes_total{device=\"eth1\"}", 500);
        script.add("node_network_transmit_bytes_total{device=\"eth1\"}", 7);
        script.add("node_disk_read_bytes_total{device=\"vda\"}", 100);
        script.add("node_disk_read_bytes_total{device=\"vdb\"}", 11);
        script.volume("/var", 91.5);
        take(script.second(37.5));

        Headline headline = machine.headline();
        assertThat(headline.cpu()).isEqualTo(37.5, CLOSE);
        assertThat(headline.memory()).isEqualTo(40, CLOSE);
        assertThat(headline.swap()).isEqualTo(25, CLOSE);
        assertThat(headline.disk()).isEqualTo(91.5, CLOSE);
        assertThat(headline.receive()).isEqualTo(3500, CLOSE);
        assertThat(headline.transmit()).isEqualTo(7, CLOSE);
        assertThat(headline.diskRead()).isEqualTo(111, CLOSE);
        assertThat(headline.diskWrite()).isNull();
        assertThat(headline.temperature()).isEqualTo(55.5);
        assertThat(headline.load1()).isEqualTo(0.5);
        assertThat(headline.uptime()).isEqualTo(102, CLOSE);
        assertThat(headline.time()).isEqualTo(START + 2_000);
        assertThat(headline.state()).isEqualTo(State.NORMAL);
        assertThat(headline.since()).isEqualTo(START + 1_000);
    }

    @Test
    void theFirstSampleHasNoRatesButValues() {
        take(script.second(50));
        assertThat(machine.headline().cpu()).isNull();
        assertThat(machine.headline().receive()).isNull();
        assertThat(machine.headline().memory()).isEqualTo(40, CLOSE);
    }

    @Test
    void aCounterThatBeginsAnewGivesNoRateAndNeverANegativeOne() {
        script.set("node_network_receive_bytes_total{device=\"eth0\"}", 5000);
        script.set("node_network_transmit_bytes_total{device=\"eth0\"}", 5000);
        take(script.second(50));
        script.set("node_network_receive_bytes_total{device=\"eth0\"}", 10);
        script.set("node_network_transmit_bytes_total{device=\"eth0\"}", 5010);
        script.set("node_network_receive_bytes_total{device=\"eth1\"}", 20);
        take(script.second(50));
        assertThat(machine.headline().receive()).isEqualTo(20, CLOSE);
        assertThat(machine.headline().transmit()).isEqualTo(10, CLOSE);
        assertThat(machine.detail().orElseThrow().network().get(1).rx()).isNull();
    }

    @Test
    void whatTheMachineDoesNotHaveStaysNull() {
        script.set("node_memory_MemAvailable_bytes", Double.NaN);
        script.set("node_hwmon_temp_celsius{chip=\"a\",sensor=\"1\"}", Double.NaN);
        script.set("node_hwmon_temp_celsius{chip=\"a\",sensor=\"2\"}", Double.NaN);
        seconds(10, 2);
        assertThat(machine.headline().memory()).isNull();
        assertThat(machine.headline().temperature()).isNull();
        assertThat(machine.detail().orElseThrow().contextSwitches()).isNull();
        assertThat(machine.detail().orElseThrow().load()).containsExactly(0.5, null, null);
    }

    @Test
    void theDetailShowsEveryPart() {
        take(script.second(0));
        script.add("atalaia_cpu_seconds_total{mode=\"iowait\"}", 0.5);
        script.add("node_disk_io_time_seconds_total{device=\"vdb\"}", 0.25);
        take(script.second(25));
        Detail detail = machine.detail().orElseThrow();
        assertThat(detail.cpu().user()).isEqualTo(20, CLOSE);
        assertThat(detail.cpu().iowait()).isEqualTo(20, CLOSE);
        assertThat(detail.cpu().idle()).isEqualTo(60, CLOSE);
        assertThat(machine.headline().cpu()).isEqualTo(20, CLOSE);
        assertThat(detail.cores()).as("in the order of their numbers").containsExactly(100.0, 0.0);
        assertThat(detail.memory().used()).isEqualTo(400);
        assertThat(detail.memory().swapUsed()).isEqualTo(25);
        assertThat(detail.memory().buffers()).isNull();
        assertThat(detail.disks().get(1).busy()).isEqualTo(25, CLOSE);
        assertThat(detail.volumes().get(0))
                .isEqualTo(new Detail.Volume("/", "/dev/vda1", "ext4", 1000.0, 500.0, 500.0, 50.0, 0));
        assertThat(detail.temperature().get(1)).isEqualTo(new Detail.Temperature("a", "2", 55.5));
        assertThat(detail.interrupts()).isEqualTo(500, CLOSE);
    }

    @Test
    void ratesGoOnWhenTheSchemaChanges() {
        take(script.second(0));
        Sample before = script.second(0);
        take(before);
        var series = new ArrayList<Series>(
                List.of(new Series("node_network_receive_bytes_total", Map.of("device", "new"), Kind.COUNTER)));
        series.addAll(Script.SCHEMA.series());
        Schema wider = Schema.of(series);
        machine.greet(House.facts("m1", "alpha"), wider, nanos);
        Sample after = script.second(60);
        double[] values = new double[series.size()];
        values[0] = 1e12;
        System.arraycopy(after.values(), 0, values, 1, after.values().length);
        take(new Sample("m1", after.boot(), after.time(), wider.hash(), values, null));
        assertThat(machine.headline().cpu()).isEqualTo(60, CLOSE);
        assertThat(machine.headline().receive())
                .as("a new card has no rate yet")
                .isEqualTo(0, CLOSE);
    }

    @Test
    void samplesThatComeAgainChangeNothing() {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 20; i++) {
            samples.add(script.second(99));
        }
        assertThat(machine.take(samples, 1)).isEqualTo(20);
        Headline once = machine.headline();
        assertThat(once.state()).isEqualTo(State.CRITICAL);
        assertThat(machine.take(samples, 2)).isZero();
        assertThat(machine.headline()).isEqualTo(once);
        assertThat(machine.past().times()).hasSize(20);
    }

    @Test
    void replayedSamplesAreTakenInOrderOfTime() {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 20; i++) {
            samples.add(script.second(99));
        }
        Collections.reverse(samples);
        machine.take(samples, 1);
        assertThat(machine.past().times()).isSorted().hasSize(20);
        assertThat(machine.headline().state()).isEqualTo(State.CRITICAL);
    }

    @Test
    void theHeadKeepsTwoMinutes() {
        seconds(10, 300);
        assertThat(machine.past().times())
                .hasSize(120)
                .endsWith(START + 300_000)
                .startsWith(START + 181_000);
    }

    @Test
    void aClockThatWasSetBackIsFollowedAfterAMoment() {
        seconds(10, 5);
        script.skip(-3_600_000);
        seconds(10, 5);
        assertThat(machine.lastSample()).isEqualTo(script.time());
        assertThat(machine.headline().cpu()).isEqualTo(10, CLOSE);
    }

    @Test
    void itIsOfflineAfterThreeIntervalsOfSilenceAndKeepsItsLevels() {
        seconds(99, 20);
        machine.watch(nanos + TimeUnit.MILLISECONDS.toNanos(3_000));
        assertThat(machine.offline()).isFalse();
        machine.watch(nanos + TimeUnit.MILLISECONDS.toNanos(3_100));
        assertThat(machine.headline().state()).isEqualTo(State.OFFLINE);
        assertThat(machine.headline().cpu()).isNull();
        assertThat(machine.headline().since()).isEqualTo(script.time());
        script.skip(30_000);
        seconds(50, 1);
        assertThat(machine.headline().state()).as("not recovered yet").isEqualTo(State.CRITICAL);
        seconds(50, 61);
        assertThat(machine.headline().state()).isEqualTo(State.NORMAL);
    }

    @Test
    void aSlowMachineMayBeSilentForThreeOfItsIntervals() {
        var facts = House.facts("m1", "alpha");
        var slow = new io.atalaia.contracts.machine.MachineFacts(
                "m1", "alpha", facts.addresses(), "", "", "", "", 1, 1, 0, "", "", 10_000, Map.of(), "", "");
        machine.greet(slow, Script.SCHEMA, 0);
        seconds(1, 2);
        machine.watch(nanos + TimeUnit.SECONDS.toNanos(29));
        assertThat(machine.offline()).isFalse();
        machine.watch(nanos + TimeUnit.SECONDS.toNanos(31));
        assertThat(machine.offline()).isTrue();
    }

    @Test
    void theHeadIsEmptyAfterTwoMinutesOfSilence() {
        seconds(1, 5);
        machine.watch(nanos + TimeUnit.SECONDS.toNanos(121));
        assertThat(machine.past().isEmpty()).isTrue();
        seconds(1, 5);
        assertThat(machine.past().times()).hasSize(5);
    }

    @Test
    void aMachineThatComesFromAnotherGatewayKeepsItsState() {
        machine.adopt(new Headline(
                "m1",
                START,
                99.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                State.CRITICAL,
                42,
                List.of(new Reason("cpu", State.CRITICAL, 99, 95, 42, null))));
        seconds(99, 1);
        assertThat(machine.headline().state()).isEqualTo(State.CRITICAL);
        assertThat(machine.headline().since()).isEqualTo(42);
    }

    @Test
    void processesHaveRatesOnceTheyWereSeenTwice() {
        var first = new ProcessRow(1, START - 1_000, "init", "root", 10, 100, 1000L, null);
        take(script.second(1, List.of(first)));
        assertThat(machine.processes().orElseThrow().rows().get(0))
                .containsExactly(1, "init", "root", null, 100L, null, null, START - 1_000);
        seconds(1, 4);
        var later = new ProcessRow(1, START - 1_000, "init", "root", 12.5, 200, 6000L, null);
        var born = new ProcessRow(2, START + 4_000, "sh", "me", 1, 50, 200L, 0L);
        var unseen = new ProcessRow(1, START - 5_000, "old", "me", 1, 50, 200L, 0L);
        take(script.second(1, List.of(later, born, unseen)));
        assertThat(machine.processes().orElseThrow().t()).isEqualTo(START + 6_000);
        assertThat(machine.processes().orElseThrow().rows())
                .containsExactly(
                        rowOf(1, "init", "root", 50.0, 200L, 1000.0, null, START - 1_000),
                        rowOf(2, "sh", "me", 50.0, 50L, 100.0, 0.0, START + 4_000),
                        rowOf(1, "old", "me", null, 50L, null, null, START - 5_000));
    }

    private static List<Object> rowOf(Object... columns) {
        return java.util.Arrays.asList(columns);
    }
}
