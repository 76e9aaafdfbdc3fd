/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/cluster");
        js.run(
                """
                const seen = (id, more = {}) => ({id, name: id, member: true, answers: true, leased: true, ...more});
                const node = (id, more = {}) => ({id, name: id, self: false, degraded: false, why: '', catalogStale: false, roles: [], breakers: [],
                  sees: [seen('hub1'), seen('hub2'), seen('hub3')], ...more});
                const view = (cluster) => cluster_js.nodeViews({silent: [], ...cluster});
                """
                        .replace("cluster_js", "globalThis.cluster"));
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void nodesStandByNameAndThoseThatDoNotAnswerAmongThem() {
        assertThat(js.json(
                        "view({nodes: [node('hub3'), node('hub1', {self: true})], silent: [{id: 'hub2', name: 'hub2', why: 'no answer'}]})"
                                + ".map(({name, state, self, why}) => [name, state, self, why])"))
                .isEqualTo("[[\"hub1\",0,true,\"\"],[\"hub2\",3,false,\"no answer\"],[\"hub3\",0,false,\"\"]]");
    }

    @Test
    void aNewcomerThatDoesNotAnswerYetIsMissingToo() {
        assertThat(js.json("globalThis.cluster.shouldBe({expected: 1, size: 1, silent: [{}, {}]})"))
                .isEqualTo("3");
        assertThat(js.json("globalThis.cluster.shouldBe({expected: 5, size: 3, silent: [{}]})"))
                .isEqualTo("5");
    }

    @Test
    void eachTellsHowManyItSeesItselfIncluded() {
        assertThat(js.json(
                        "view({nodes: [node('hub1', {sees: [seen('hub1', {answers: false}), seen('hub2', {answers: false}), seen('hub3', {leased: false})]})]})"
                                + ".map(({sees}) => sees)"))
                .isEqualTo("[2]");
    }

    @Test
    void whatIsWrongWithAPeerIsToldApart() {
        assertThat(js.json(
                        "view({nodes: [node('x', {sees: [seen('a'), seen('b', {answers: false}), seen('c', {answers: false, member: false}), seen('d', {leased: false}), seen('e', {leased: null})]})]})"
                                + "[0].peers.map(({kind}) => kind)"))
                .isEqualTo("[\"good\",\"deaf\",\"gone\",\"unleased\",\"unsure\"]");
    }

    @Test
    void aDegradedNodeAndAnOldRegistryAreAlertsAndDrainingIsNone() {
        assertThat(
                        js.json(
                                "view({nodes: [node('a', {degraded: true}), node('b', {catalogStale: true}), node('c', {draining: true})]}).map(({state}) => state)"))
                .isEqualTo("[1,1,0]");
    }

    @Test
    void breakersThatHoldCallsBackComeFirstAndSayWhoAsksWhom() {
        js.run(
                """
                const broken = {nodes: [node('hub1', {breakers: [
                  {address: 'atalaia.gateway.v1.recent@hub2-1', host: 'hub2', position: 'CLOSED', failures: 0, nextTry: null},
                  {address: 'atalaia.storage.v1.query@hub3-1', host: 'hub3', position: 'HALF_OPEN', failures: 3, nextTry: null},
                  {address: 'atalaia.storage.v1.query@hub2-1', host: 'hub2', position: 'OPEN', failures: 5, nextTry: 9000}]})]};
                const health = {breakers: [{name: 'storage', state: 'closed', failures: 0}]};
                """);
        assertThat(
                        js.json(
                                "globalThis.cluster.breakersOf(broken, health, 'hub1').map(({what, where, by, state}) => [what, where, by, state].join(' '))"))
                .isEqualTo(
                        "[\"storage hub2 hub1 open\",\"storage hub3 hub1 half-open\",\"gateway hub2 hub1 closed\",\"storage  hub1 closed\"]");
    }

    @Test
    void aGatewayThatDoesNotTellOfTheClusterHasItsOwnBreakers() {
        assertThat(js.json("globalThis.cluster.breakersOf(null, health2(), 'hub1').length"
                        .replace("health2()", "{breakers: [{name: 'storage', state: 'open', failures: 5}]}")))
                .isEqualTo("1");
    }
}
