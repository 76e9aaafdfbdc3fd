/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/services");
        js.run(
                """
                const registered = (id, name, health, more = {}) => services.ofRegistration({id, name, kind: 'http', address: '10.0.0.1', port: 80,
                  tags: ['blue'], host: 'hub1', health, detail: '', maintenance: null, since: 1000, ...more});
                const all = [
                  registered('a-1', 'api', 'passing'),
                  registered('a-2', 'api', 'failing', {detail: 'connection refused', host: 'hub2'}),
                  registered('b-1', 'billing', 'failing', {maintenance: 'moving house'}),
                  registered('c-1', 'cache', 'unknown', {since: 5000}),
                  services.ofRole({service: 'storage', node: 'hub1-9f', host: 'hub1', address: 'atalaia.storage.v1.ping@hub1-9f', since: 3000,
                    health: 'passing', detail: '', latencyMs: 0.4, history: []}),
                ];
                const ids = (wish) => services.arrange(all, {q: '', states: new Set(), sort: 'severity', ...wish}).map(({name, raw}) => raw.id ?? name).join(' ');
                """);
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void whatNeedsAHandComesFirstAndWhatRestsOnPurposeIsNoAlarm() {
        assertThat(js.text("ids({})")).isEqualTo("a-2 c-1 b-1 a-1 storage");
    }

    @ParameterizedTest
    @CsvSource({
        "name, a-1 a-2 b-1 c-1 storage",
        "-name, storage c-1 b-1 a-1 a-2",
        "since, a-1 a-2 b-1 storage c-1",
        "latency, storage a-1 a-2 b-1 c-1",
        "-latency, storage a-1 a-2 b-1 c-1",
        "node, a-1 b-1 c-1 storage a-2"
    })
    void aHeadSortsAndWhatHasNoFigureComesLast(String sort, String order) {
        assertThat(js.text("ids({sort: '" + sort + "'})")).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource({
        "API, a-2 a-1",
        "refused, a-2",
        "hub2, a-2",
        "api blue, a-2 a-1",
        "moving, b-1",
        "10.0.0.1:80 cache, c-1",
        "c-1, c-1",
        "zzz,"
    })
    void everyWordMustBeThere(String q, String found) {
        assertThat(js.text("ids({q: '" + q + "'})")).isEqualTo(found == null ? "" : found);
    }

    @Test
    void whatRestsIsCountedAndChosenAsRestingAlone() {
        assertThat(js.json("services.countChoices(all)"))
                .isEqualTo("{\"failing\":1,\"unknown\":1,\"passing\":2,\"maintenance\":1}");
        assertThat(js.text("ids({states: new Set(['failing'])})")).isEqualTo("a-2");
        assertThat(js.text("ids({states: new Set(['maintenance', 'unknown'])})"))
                .isEqualTo("c-1 b-1");
    }

    @Test
    void aHealthThatANewerGatewayTellsIsNotKnownHere() {
        assertThat(js.text("registered('x', 'x', 'limping').health")).isEqualTo("unknown");
    }

    @Test
    void anAddressOfVersionSixKeepsApartFromItsPortAndABusAddressHasNone() {
        assertThat(js.text("registered('x', 'x', 'passing', {address: '2001:db8::1'}).address"))
                .isEqualTo("[2001:db8::1]:80");
        assertThat(js.text("registered('x', 'x', 'passing', {address: 'svc.a', port: 0}).address"))
                .isEqualTo("svc.a");
    }

    @Test
    void whatIsToldOfOneBeyondTheListIsTakenIn() {
        js.run("const told = services.ofRegistration(all[0].raw, {history: [{at: 1, health: 'passing'}], checks: [{kind: 'tcp'}], watchers: []});");
        assertThat(js.json("[told.history.length, told.raw.checks[0].kind, all[0].history]")).isEqualTo("[1,\"tcp\",null]");
    }

    private static String pieces(String entry) {
        return js.json("services.pieces(" + entry + ", 10000, 4000)");
    }

    @Test
    void theLastWhileIsCutAtItsChanges() {
        assertThat(
                        pieces(
                                "{health: 'failing', since: 0, history: [{at: 9000, health: 'failing'}, {at: 7000, health: 'passing'}]}"))
                .isEqualTo(
                        "[{\"from\":0.25,\"to\":0.75,\"health\":\"passing\"},{\"from\":0.75,\"to\":1,\"health\":\"failing\"}]");
    }

    @Test
    void olderChangesReachIntoItAndWhatIsNotKnownStaysEmpty() {
        assertThat(
                        pieces(
                                "{health: 'passing', since: 0, history: [{at: 8000, health: 'passing'}, {at: 100, health: 'unknown'}]}"))
                .isEqualTo(
                        "[{\"from\":0,\"to\":0.5,\"health\":\"unknown\"},{\"from\":0.5,\"to\":1,\"health\":\"passing\"}]");
        assertThat(pieces("{health: 'passing', since: 8000, history: null}"))
                .isEqualTo("[{\"from\":0.5,\"to\":1,\"health\":\"passing\"}]");
    }

    @Test
    void aClockThatRunsAheadGivesNoPieceBeyondTheEnd() {
        assertThat(pieces("{health: 'passing', since: 20000, history: null}")).isEqualTo("[]");
    }

    @Test
    void changesAreCountedWithoutTheBeginning() {
        js.run(
                "const past = [{at: 9000, health: 'failing'}, {at: 8000, health: 'passing'}, {at: 7000, health: 'unknown'}];");
        assertThat(js.value("services.changesWithin(past, 10000, 4000)").asInt())
                .isEqualTo(2);
        assertThat(js.value("services.changesWithin(past, 10000, 1500)").asInt())
                .isEqualTo(1);
        assertThat(js.value("services.changesWithin(null, 10000, 1500)").asInt())
                .isZero();
    }

    @Test
    void aChangeThatIsHeardOfExtendsTheHistoryOnceAndWithinItsBound() {
        assertThat(
                        js.json(
                                "services.withChange([{at: 1, health: 'passing'}], {at: 2, health: 'failing'}).map(({at}) => at)"))
                .isEqualTo("[2,1]");
        assertThat(
                        js.json(
                                "services.withChange([{at: 1, health: 'passing'}], {at: 2, health: 'passing'}).map(({at}) => at)"))
                .isEqualTo("[1]");
        assertThat(
                        js.json(
                                "services.withChange([{at: 3, health: 'a'}, {at: 2, health: 'b'}], {at: 4, health: 'c'}, 2).map(({at}) => at)"))
                .isEqualTo("[4,3]");
    }
}
