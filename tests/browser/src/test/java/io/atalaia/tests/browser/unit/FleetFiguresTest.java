/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store of the fleet, its columns and their order. */
class FleetFiguresTest {
    private Modules js;

    @BeforeEach
    void load() {
        js = Modules.load("core/store", "core/columns", "core/order", "core/query");
        js.run(
                """
                const fleet = (v, ids) => ({v, id: ids, name: ids.map((id) => `name-${id}`), ip: ids.map((id) => `10.0.0.${id.length}`),
                  os: ids.map(() => 'Debian'), cores: ids.map(() => 2), memory: ids.map(() => 1e9), every: ids.map(() => 1000),
                  labels: ids.map(() => ({})), gateway: 'hub', insecure: false, history: true, thresholds: {}});
                const frame = (v, t, cpu, st = cpu.map(() => 0)) => ({v, t, cpu, ram: cpu, disk: cpu, rx: cpu, tx: cpu, temp: cpu.map(() => null),
                  st, lvl: cpu.map(() => 0), last: cpu.map(() => t), history: true});
                const cpu = () => Array.from(store.newest().cpu);
                const second = (machine, t) => store.newest().seconds.cpu[machine * 60 + (t / 1000) % 60];
                """);
    }

    @AfterEach
    void close() {
        js.close();
    }

    @Test
    void aFrameFillsTheColumnsAndMissingStaysMissing() {
        js.run(
                "store.loadFleet(fleet('1', ['a', 'b', 'c'])); store.applyFrame(frame('1', 60000, [12, null, 0]), true);");
        assertThat(js.json("cpu()")).isEqualTo("[12,\"(NaN)\",0]");
        assertThat(js.value("store.frameTick.value").asInt()).isEqualTo(2);
    }

    @Test
    void aFrameOfAnotherListIsRefused() {
        js.run("store.loadFleet(fleet('1', ['a']));");
        assertThat(js.truth("store.applyFrame(frame('2', 60000, [5]), true)")).isFalse();
        assertThat(js.json("cpu()")).isEqualTo("[\"(NaN)\"]");
    }

    @Test
    void aFrameThatComesTwiceOrLateChangesNothing() {
        js.run("store.loadFleet(fleet('1', ['a'])); store.applyFrame(frame('1', 60000, [5]), true);");
        assertThat(
                        js.truth(
                                "store.applyFrame(frame('1', 60000, [6]), true) && store.applyFrame(frame('1', 59000, [7]), true)"))
                .isTrue();
        assertThat(js.json("cpu()")).isEqualTo("[5]");
    }

    @Test
    void aClockThatIsSetBackStartsTheMinuteAnew() {
        js.run(
                "store.loadFleet(fleet('1', ['a'])); for (let t = 0; t < 50000; t += 1000) store.applyFrame(frame('1', 9e6 + t, [5]));"
                        + "store.applyFrame(frame('1', 6e6 + 30000, [6])); store.applyFrame(frame('1', 6e6 + 31000, [7]));");
        assertThat(js.json("[29, 30, 31, 32].map((at) => second(0, 6e6 + 1000 * at))"))
                .isEqualTo("[\"(NaN)\",6,7,\"(NaN)\"]");
        assertThat(js.json("Array.from(store.picture().summary.seconds.cpu.subarray(29, 33))"))
                .isEqualTo("[\"(NaN)\",6,7,\"(NaN)\"]");
        assertThat(js.json("cpu()")).isEqualTo("[7]");
    }

    @Test
    void aMachineThatStaysKeepsItsMinuteWhenTheListChanges() {
        js.run(
                "store.loadFleet(fleet('1', ['a', 'b'])); store.applyFrame(frame('1', 60000, [5, 6]), true);"
                        + "store.loadFleet(fleet('2', ['b', 'new', 'a'])); store.applyFrame(frame('2', 61000, [7, 8, 9]), true);");
        assertThat(js.json("[second(0, 60000), second(1, 60000), second(2, 60000)]"))
                .isEqualTo("[6,\"(NaN)\",5]");
        assertThat(js.json("cpu()")).isEqualTo("[7,8,9]");
    }

    @Test
    void secondsWithoutAFrameAreGaps() {
        js.run(
                "store.loadFleet(fleet('1', ['a'])); for (let t = 0; t <= 70000; t += 1000) store.applyFrame(frame('1', 1e6 + t, [5]), true);"
                        + "store.applyFrame(frame('1', 1e6 + 75000, [6]), true);");
        assertThat(js.json("[70, 71, 72, 73, 74, 75].map((at) => second(0, 1e6 + 1000 * at))"))
                .isEqualTo("[5,\"(NaN)\",\"(NaN)\",\"(NaN)\",\"(NaN)\",6]");
    }

    @Test
    void whatWasBeforeThePageOpenedFillsGapsAndNeverOverwritesLiveFigures() {
        js.run("store.loadFleet(fleet('1', ['a'])); store.applyFrame(frame('1', 120000, [5]), true);"
                + "store.applyRecent({t: 121000, step: 1000, machines: {a: {cpu: [1, 2, 3, 4]}, gone: {cpu: [9]}}});");
        assertThat(js.json("[118, 119, 120].map((at) => second(0, 1000 * at))")).isEqualTo("[1,2,5]");
    }

    @Test
    void aPauseFreezesThePictureAndTheEndOfItShowsTheNewest() {
        js.run(
                "store.loadFleet(fleet('1', ['a', 'b'])); store.applyFrame(frame('1', 60000, [5, 5]), true); store.setPaused(true);"
                        + "store.applyFrame(frame('1', 61000, [50, 5], [2, 0]), true);");
        assertThat(js.json("store.picture().columns.cpu")).isEqualTo("[5,5]");
        assertThat(js.value("store.changedSincePause()").asInt()).isEqualTo(1);
        js.run("store.setPaused(false);");
        assertThat(js.json("store.picture().columns.cpu")).isEqualTo("[50,5]");
    }

    @Test
    void criticalComesFirstAndMissingFiguresLastInBothDirections() {
        js.run(
                "store.loadFleet(fleet('1', ['a', 'b', 'c', 'd'])); store.applyFrame(frame('1', 60000, [10, null, 90, 20], [0, 3, 1, 2]), true);"
                        + "const order_by = (sort, states = []) => order.arrange(store.machines.value, store.newest(),"
                        + "  {test: query.compileQuery('').test, states: new Set(states), sort});");
        assertThat(js.json("order_by('severity')")).isEqualTo("[3,2,1,0]");
        assertThat(js.json("order_by('cpu')")).isEqualTo("[2,3,0,1]");
        assertThat(js.json("order_by('-cpu')")).isEqualTo("[0,3,2,1]");
        assertThat(js.json("order_by('name')")).isEqualTo("[0,1,2,3]");
        assertThat(js.json("order_by('-name')")).isEqualTo("[3,2,1,0]");
        assertThat(js.json("order_by('severity', [0, 3])")).isEqualTo("[1,0]");
    }

    @Test
    void programsAreCountedAndListedApartFromMachines() {
        js.run("store.loadFleet({...fleet('1', ['a', 'b', 'c']), kind: ['machine', 'guest', 'machine']});"
                + "store.applyFrame(frame('1', 60000, [10, null, 90], [0, 0, 2]), true);"
                + "const listed = (programs) => order.arrange(store.machines.value, store.newest(),"
                + "  {test: () => true, states: new Set(), sort: 'name', programs});");
        assertThat(js.value("store.machines.value.programs").asInt()).isEqualTo(1);
        assertThat(js.json("[listed(false), listed(true)]")).isEqualTo("[[0,2],[1]]");
        assertThat(js.json("Array.from(store.picture().summary.counts)")).isEqualTo("[1,0,1,0]");
        js.run("store.loadFleet({...fleet('2', ['b', 'a']), kind: ['guest', 'machine']});");
        assertThat(js.json("[listed(false), listed(true)]")).isEqualTo("[[1],[0]]");
    }

    @Test
    void namesAreOrderedByTheNumbersInThem() {
        js.run("store.loadFleet({...fleet('1', ['a', 'b', 'c']), name: ['db-10', 'db-9', 'DB-1']});");
        assertThat(
                        js.json(
                                "order.arrange(store.machines.value, store.newest(), {test: () => true, states: new Set(), sort: 'name'})"))
                .isEqualTo("[2,1,0]");
    }
}
