/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same figure must come out of history and of live frames, or a chart would jump where the two meet. */
class DeriveTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/derive", "core/history");
        js.run(
                """
                const one = (metric, value, labels = {}) => ({metric, labels, t: [1000], avg: [value], min: [value], max: [value]});
                const cpu = (modes, labels = {}) => Object.entries(modes)
                  .map(([mode, value]) => one('atalaia_cpu_seconds_total', value, {...labels, mode}));
                const drawn = (answer, lines) => Object.fromEntries(
                  history.toTimeline(answer, lines).tracks.map((track) => [track.id, track.avg[0]]));
                """);
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void processorSecondsBecomeSharesOfAllCores() {
        js.run(
                "var answer = {series: cpu({user: 0.5, nice: 0.1, system: 0.2, irq: 0.1, softirq: 0.1, iowait: 0.2, steal: 0, idle: 0.8})};"
                        + "var cpuNow = drawn(answer, derive.cpuLines(answer, 2));");
        assertThat(js.json("Object.entries(cpuNow).map(([id, value]) => [id, Math.round(value)])"))
                .isEqualTo("[[\"busy\",50],[\"user\",30],[\"system\",20],[\"iowait\",10],[\"steal\",0]]");
    }

    @Test
    void aLiveFrameSaysTheSameAsHistory() {
        js.run(
                "var live = derive.cpuValues({cpu: {user: 25, nice: 5, system: 10, irq: 5, softirq: 5, iowait: 10, steal: 0, idle: 40}});");
        assertThat(js.json("live")).isEqualTo("{\"busy\":50,\"user\":30,\"system\":20,\"iowait\":10,\"steal\":0}");
    }

    @Test
    void aShareNeverLeavesZeroToAHundred() {
        js.run("var answer = {series: cpu({idle: 2.02, iowait: 0, user: 2.1})};"
                + "var cpuNow = drawn(answer, derive.cpuLines(answer, 2));");
        assertThat(js.json("[cpuNow.busy, cpuNow.user]")).isEqualTo("[0,100]");
    }

    @Test
    void noFrameNoFigure() {
        for (String name : new String[] {"cpu", "memory", "load", "disk", "network"}) {
            assertThat(js.json("derive.%sValues({})".formatted(name))).as(name).isEqualTo("{}");
        }
        assertThat(js.json("[derive.coreValues({}), derive.temperatureValues({})]"))
                .isEqualTo("[{},{}]");
        assertThat(js.json("derive.cpuValues({cpu: {user: null}}).user")).isNotEqualTo("0");
    }

    @Test
    void coresAreInTheOrderOfTheirNumbers() {
        js.run("var answer = {series: ['10', '2', '0'].flatMap((cpu) => ['idle', 'iowait'].map((mode) =>"
                + "one('node_cpu_seconds_total', mode === 'idle' ? 0.25 : 0, {cpu, mode})))};");
        assertThat(js.json("derive.coreLines(answer).map((line) => line.id)"))
                .isEqualTo("[\"core0\",\"core2\",\"core10\"]");
        assertThat(js.json("drawn(answer, derive.coreLines(answer)).core2")).isEqualTo("75");
        assertThat(js.json("derive.coreValues({cores: [75, 0]})")).isEqualTo("{\"core0\":75,\"core1\":0}");
    }

    @Test
    void memoryIsWhatProgramsCannotGet() {
        js.run("var memory = (name, value) => one(`node_memory_${name}_bytes`, value);"
                + "var answer = {series: [memory('MemTotal', 1000), memory('MemAvailable', 600), memory('Cached', 200), memory('Buffers', 50),"
                + "memory('SwapTotal', 100), memory('SwapFree', 75)]};");
        assertThat(js.json("drawn(answer, derive.memoryLines(answer))"))
                .isEqualTo("{\"used\":40,\"cache\":25,\"swap\":25}");
        assertThat(
                        js.json(
                                "derive.memoryValues({memory: {total: 1000, used: 400, cached: 200, buffers: 50, swapTotal: 100, swapUsed: 25}})"))
                .isEqualTo("{\"used\":40,\"cache\":25,\"swap\":25}");
    }

    @Test
    void aMachineWithoutSwapHasNoSwapFigure() {
        js.run("var memory = (name, value) => one(`node_memory_${name}_bytes`, value);"
                + "var answer = {series: [memory('SwapTotal', 0), memory('SwapFree', 0)]};");
        assertThat(js.json("drawn(answer, derive.memoryLines(answer)).swap")).isEqualTo("\"(undefined)\"");
        assertThat(js.json("derive.memoryValues({memory: {total: 1000, used: 0, swapTotal: 0, swapUsed: 0}}).swap"))
                .isEqualTo(js.json("undefined"));
    }

    @Test
    void partitionsAndStackedDevicesAreNotCountedTwice() {
        assertThat(
                        js.json(
                                "derive.wholeDisks(['vda', 'vda1', 'vda15', 'nvme0n1', 'nvme0n1p2', 'dm-0', 'loop3', 'sr0', 'vdb'])"))
                .isEqualTo("[\"vda\",\"nvme0n1\",\"vdb\"]");
        assertThat(js.json("derive.wholeDisks(['dm-0'])"))
                .as("better than nothing")
                .isEqualTo("[\"dm-0\"]");
    }

    @Test
    void disksAreAddedUpAndOneCanBeChosen() {
        js.run(
                "var answer = {series: [['vda', 5], ['vda1', 5], ['vdb', 2]].flatMap(([device, value]) => derive.DISK_METRICS.map((metric) =>"
                        + "one(metric, value, {device})))};"
                        + "var frame = {disks: [{device: 'vda', read: 5, write: 1}, {device: 'vda1', read: 5, write: 1}, {device: 'vdb', read: 2, write: null}]};");
        assertThat(js.json("drawn(answer, derive.diskLines(answer))")).isEqualTo("{\"read\":7,\"write\":7}");
        assertThat(js.json("drawn(answer, derive.diskLines(answer, 'vda1'))")).isEqualTo("{\"read\":5,\"write\":5}");
        assertThat(js.json("derive.diskValues(frame)")).isEqualTo("{\"read\":7,\"write\":1}");
        assertThat(js.json("derive.diskValues(frame, 'vdb').read")).isEqualTo("2");
    }

    @Test
    void theLoopbackIsNoTraffic() {
        js.run(
                "var answer = {series: [['lo', 900], ['eth0', 5], ['eth1', 0]].flatMap(([device, value]) => derive.NETWORK_METRICS.map((metric) =>"
                        + "one(metric, value, {device})))};");
        assertThat(js.json("drawn(answer, derive.networkLines(answer))")).isEqualTo("{\"in\":5,\"out\":5}");
        assertThat(
                        js.json(
                                "derive.networkValues({network: [{device: 'lo', rx: 900, tx: 900}, {device: 'eth0', rx: 5, tx: 0}]})"))
                .isEqualTo("{\"in\":5,\"out\":0}");
    }

    @Test
    void aVolumeIsAsFullAsDfSays() {
        js.run("var answer = {series: [['size', 1000], ['avail', 250], ['free', 300]].map(([name, value]) =>"
                + "one(`node_filesystem_${name}_bytes`, value, {mountpoint: '/'}))};");
        assertThat(js.json("Math.round(10 * drawn(answer, derive.volumeLines(answer, '/')).used)"))
                .isEqualTo("737");
        assertThat(js.json("derive.volumeLines(answer, '/absent')")).isEqualTo("[]");
        assertThat(js.json("derive.volumeValues({volumes: [{mount: '/', percent: 0}]}, '/')"))
                .isEqualTo("{\"used\":0}");
    }

    @Test
    void everySensorIsALine() {
        js.run("var answer = {series: [one('node_hwmon_temp_celsius', 41, {chip: 'coretemp', sensor: 'Core 0'})]};");
        assertThat(js.json("drawn(answer, derive.temperatureLines(answer))")).isEqualTo("{\"coretemp/Core 0\":41}");
        assertThat(js.json(
                        "derive.temperatureValues({temperature: [{chip: 'coretemp', sensor: 'Core 0', celsius: 42}]})"))
                .isEqualTo("{\"coretemp/Core 0\":42}");
    }
}
