/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.AskNewest;
import io.atalaia.contracts.gateway.GatewayApi.AskSchemas;
import io.atalaia.contracts.gateway.GatewayApi.Headlines;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.gateway.GatewayApi.Schemas;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.ScrapedText;
import io.atalaia.gateway.Script;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
    private final long now = System.currentTimeMillis() / 1000 * 1000;
    /** Passes only when a test says so: else the machine falls silent while a busy machine runs the test. */
    private final FakeTime time = new FakeTime(Instant.EPOCH);

    private final House house = House.open(new Clock(InstantSource.system(), time));
    private final Script script = new Script("m1", now - 3_000);

    @AfterEach
    void close() {
        house.close();
    }

    private ScrapedText scrape(String query) {
        Reply reply = house.get("/metrics/fleet" + query);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        return new ScrapedText(reply.body().toString());
    }

    private void machine() {
        house.greet("m1", "alpha", Script.SCHEMA);
        house.live(
                script.second(40),
                script.second(40, List.of(new ProcessRow(1, 5, "secret-command", "root", 1, 2, 3L, null))));
    }

    @Test
    void everySeriesOfTheNewestSampleIsThere() {
        machine();
        var text = scrape("");
        assertThat(text.values)
                .containsEntry("node_load1{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 0.5)
                .containsEntry("node_intr_total{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 1000.0)
                .containsEntry("atalaia_machine_up{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 1.0)
                .containsEntry("atalaia_machine_cpu_used_ratio{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 0.4)
                .containsEntry("atalaia_fleet_silent_gateways", 0.0);
        assertThat(text.families())
                .containsAll(Script.SCHEMA.series().stream().map(Series::name).toList());
        assertThat(house.get("/metrics/fleet").body().toString()).doesNotContain("secret-command");
    }

    @Test
    void aMachineThatFellSilentHasNoSeriesButItsState() {
        machine();
        time.pass(Duration.ofSeconds(4));
        eventually(() -> {
            var text = scrape("");
            assertThat(text.families()).doesNotContain("node_load1");
            assertThat(text.values)
                    .containsEntry("atalaia_machine_up{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 0.0)
                    .containsEntry("atalaia_machine_state{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 3.0);
        });
    }

    @Test
    void aProgramThatSendsOneSeriesAtATimeHasThemAll() {
        var schema = Schema.of(List.of(Series.gauge("queue"), Series.gauge("visitors")));
        MachineFacts plain = House.facts("g1", "shop");
        var facts = new MachineFacts(
                "g1",
                "shop",
                List.of(),
                "",
                "",
                "",
                "",
                0,
                0,
                0,
                "",
                plain.boot(),
                1000,
                Map.of(),
                MachineFacts.GUEST,
                MachineFacts.HOST);
        House.wait(house.bus.ask(GatewayApi.HELLO.at(House.NODE), new Hello(facts, schema), House.PATIENCE));
        house.live(new Sample("g1", plain.boot(), now - 2_000, schema.hash(), new double[] {5, Double.NaN}, null));
        house.live(new Sample("g1", plain.boot(), now - 1_000, schema.hash(), new double[] {Double.NaN, 7}, null));
        eventually(() -> assertThat(scrape("").values)
                .containsEntry("queue{machine=\"g1\",instance=\"shop\"}", 5.0)
                .containsEntry("visitors{machine=\"g1\",instance=\"shop\"}", 7.0));
    }

    @Test
    void filtersLeaveOutTheRest() {
        machine();
        house.greet("m2", "beta", Script.SCHEMA);
        assertThat(scrape("?match=node_load&match=atalaia_machine_up").families())
                .containsExactlyInAnyOrder("node_load1", "atalaia_machine_up", "atalaia_machine_uptime_seconds");
        assertThat(scrape("?machine=m2").values.keySet()).allMatch(key -> key.contains("m2") || !key.contains("{"));
        assertThat(house.get("/metrics/fleet?machine=nobody").status()).isEqualTo(404);
        assertThat(house.get("/metrics/fleet?wrong=1").status()).isEqualTo(400);
        assertThat(house.send(HttpMethod.POST, "/metrics/fleet", Map.of()).status())
                .isEqualTo(405);
        assertThat(house.send(HttpMethod.HEAD, "/metrics/fleet", Map.of())
                        .body()
                        .length())
                .isZero();
    }

    @Test
    void itIsCompressedForWhoWantsThat() throws IOException {
        machine();
        Reply reply = house.get("/metrics/fleet", Map.of("Accept-Encoding", "gzip"));
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo("gzip");
        var plain = new GZIPInputStream(new ByteArrayInputStream(reply.body().getBytes())).readAllBytes();
        assertThat(new ScrapedText(new String(plain, "UTF-8")).families()).contains("node_load1");
    }

    private static Headlines told(String node, String machine) {
        return new Headlines(
                node,
                List.of(House.facts(machine, "far")),
                List.of(new Headline(
                        machine,
                        System.currentTimeMillis(),
                        50.0,
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
                        State.NORMAL,
                        0,
                        List.of())));
    }

    @Test
    void theMachinesOfAnotherGatewayAreAskedFor() {
        machine();
        var far = new Script("m9", now).second(10);
        House.wait(house.bus.serve(
                GatewayApi.NEWEST.at("node-2"),
                question -> Future.succeededFuture(new Samples(
                        question.after().isEmpty() && question.machines().contains("m9") ? List.of(far) : List.of()))));
        House.wait(house.bus.serve(
                GatewayApi.SCHEMAS.at("node-2"),
                question -> Future.succeededFuture(new Schemas(List.of(Script.SCHEMA)))));
        eventually(() -> {
            house.live(script.second(40));
            house.bus.announce(GatewayApi.HEADLINES, told("node-2", "m9"));
            assertThat(scrape("").values)
                    .containsEntry("node_load1{machine=\"m9\",instance=\"far\",site=\"lisbon\"}", 0.5)
                    .containsEntry("node_load1{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 0.5)
                    .containsEntry("atalaia_fleet_silent_gateways", 0.0);
        });
    }

    @Test
    void ofAGatewayThatDoesNotAnswerTheHeadlinesStay() {
        machine();
        House.wait(house.bus.serve(GatewayApi.NEWEST.at("node-2"), question -> Promise.<Samples>promise()
                .future()));
        eventually(() -> {
            house.live(script.second(40));
            house.bus.announce(GatewayApi.HEADLINES, told("node-2", "m9"));
            long begun = System.nanoTime();
            assertThat(scrape("").values)
                    .containsEntry(
                            "atalaia_machine_cpu_used_ratio{machine=\"m9\",instance=\"far\",site=\"lisbon\"}", 0.5)
                    .containsEntry("node_load1{machine=\"m1\",instance=\"alpha\",site=\"lisbon\"}", 0.5)
                    .containsEntry("atalaia_fleet_silent_gateways", 1.0);
            assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
        });
    }

    @Test
    void aGatewayTellsOfItsMachinesPageByPage() {
        for (int i = 0; i < 130; i++) {
            String id = String.format("p%03d", i);
            house.greet(id, id, Script.SCHEMA);
            house.live(new Script(id, now).second(10));
        }
        var ask = GatewayApi.NEWEST.at(House.NODE);
        var first = House.wait(house.bus.ask(ask, new AskNewest(List.of(), ""), House.PATIENCE))
                .samples();
        assertThat(first).hasSize(Samples.MOST);
        var rest = House.wait(house.bus.ask(
                        ask, new AskNewest(List.of(), first.get(119).machine()), House.PATIENCE))
                .samples();
        assertThat(rest).extracting(Sample::machine).startsWith("p120").hasSize(10);
        assertThat(House.wait(house.bus.ask(ask, new AskNewest(List.of("p005"), ""), House.PATIENCE))
                        .samples())
                .hasSize(1);
        var schemas = House.wait(house.bus.ask(
                GatewayApi.SCHEMAS.at(House.NODE),
                new AskSchemas(List.of(Script.SCHEMA.hash(), "none")),
                House.PATIENCE));
        assertThat(schemas.schemas()).containsExactly(Script.SCHEMA);
    }
}
