/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.HealthApi.Verdicts;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.gateway.FakeStorage;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.Script;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
    private final long now = System.currentTimeMillis() / 1000 * 1000;

    private final House house = House.open(House.STANDING);
    private final Script script = new Script("m1", now - 30_000);

    @AfterEach
    void close() {
        house.close();
    }

    private void machine() {
        house.greet("m1", "alpha", Script.SCHEMA);
        for (int i = 0; i < 30; i++) {
            house.live(
                    i == 20
                            ? script.second(40, List.of(new ProcessRow(1, 5, "init", "root", 1, 2, 3L, null)))
                            : script.second(40));
        }
    }

    @CanIgnoreReturnValue
    private FakeStorage storage() {
        var storage = new FakeStorage(house.bus, now - 20_000);
        storage.machines.add(new KnownMachine(House.facts("old", "zulu"), 1, 5_000));
        eventually(() -> {
            JsonObject fleet = house.get("/api/v1/fleet").json();
            assertThat(fleet.getBoolean("history")).isTrue();
            assertThat(fleet.getJsonArray("id").getList()).contains("old");
        });
        return storage;
    }

    @Test
    void theFleetIsGivenInColumns() {
        machine();
        storage();
        JsonObject fleet = house.get("/api/v1/fleet?v=1").json();
        assertThat(fleet.getJsonArray("id").getList()).containsExactly("m1", "old");
        assertThat(fleet.getJsonArray("name").getList()).containsExactly("alpha", "zulu");
        assertThat(fleet.getJsonArray("ip").getList()).containsExactly("10.0.0.1", "10.0.0.1");
        assertThat(fleet.getJsonArray("labels").getJsonObject(0)).isEqualTo(new JsonObject().put("site", "lisbon"));
        assertThat(fleet.getJsonArray("every").getList()).containsExactly(1000, 1000);
        assertThat(fleet.getJsonObject("product"))
                .isEqualTo(new JsonObject().put("name", "Atalaia").put("version", "0.1.0"));
        assertThat(fleet.getString("gateway")).isEqualTo("host-1");
        assertThat(fleet.getJsonObject("thresholds").getJsonObject("disk"))
                .isEqualTo(
                        new JsonObject(
                                "{\"alert\":{\"enter\":85,\"exit\":75},\"critical\":{\"enter\":95,\"exit\":85},\"for\":15000,\"recoverFor\":60000}"));
    }

    @Test
    void aMachineThatOnlyStorageRemembersIsOffline() {
        storage();
        JsonObject old = house.get("/api/v1/machines/old").json();
        assertThat(old.getInteger("state")).isEqualTo(3);
        assertThat(old.getLong("lastSample")).isEqualTo(5_000);
        assertThat(old.getJsonObject("headline").getValue("cpu")).isNull();
    }

    @Test
    void theNewestSecondsAreGivenForSmallCurves() {
        machine();
        JsonObject recent = house.get("/api/v1/fleet/recent?id=m1").json();
        JsonArray cpu = recent.getJsonObject("machines").getJsonObject("m1").getJsonArray("cpu");
        assertThat(recent.getInteger("step")).isEqualTo(1000);
        assertThat(cpu).hasSize(60);
        assertThat(cpu.stream().filter(value -> value != null).count()).isBetween(20L, 30L);
        assertThat(house.get("/api/v1/fleet/recent?id=m1&id=nobody").status()).isEqualTo(404);
        assertThat(house.get("/api/v1/fleet/recent").status()).isEqualTo(400);
    }

    @Test
    void machinesArePagedAndFiltered() {
        for (int i = 0; i < 5; i++) {
            house.greet("id" + i, "name" + i, Script.SCHEMA);
        }
        JsonObject first = house.get("/api/v1/machines?limit=3").json();
        assertThat(first.getJsonArray("items")).hasSize(3);
        JsonObject second = house.get("/api/v1/machines?limit=3&after=" + first.getString("next"))
                .json();
        assertThat(second.getJsonArray("items").getJsonObject(0).getString("name"))
                .isEqualTo("name3");
        assertThat(second.getJsonArray("items")).hasSize(2);
        assertThat(second.getValue("next")).isNull();
        assertThat(house.get("/api/v1/machines?q=NAME4").json().getJsonArray("items"))
                .hasSize(1);
        assertThat(house.get("/api/v1/machines?state=critical").json().getJsonArray("items"))
                .isEmpty();
        assertThat(house.get("/api/v1/machines?state=normal").json().getJsonArray("items"))
                .hasSize(5);
    }

    @Test
    void theLiveFrameOfAMachineHasAllParts() {
        machine();
        JsonObject live = house.get("/api/v1/machines/m1/live").json();
        assertThat(live.fieldNames())
                .containsExactlyInAnyOrder(
                        "machine",
                        "t",
                        "st",
                        "since",
                        "reasons",
                        "cpu",
                        "cores",
                        "memory",
                        "load",
                        "disks",
                        "volumes",
                        "network",
                        "temperature",
                        "interrupts",
                        "contextSwitches",
                        "uptime",
                        "procsRunning",
                        "procsBlocked",
                        "agent",
                        "processes");
        assertThat(live.getJsonObject("cpu").getDouble("user")).isBetween(39.999, 40.001);
        assertThat(live.getJsonObject("processes").getJsonArray("rows")).hasSize(1);
        assertThat(house.get("/api/v1/machines/nobody/live").status()).isEqualTo(404);
    }

    @Test
    void whatProcessesDidIsToldBusiestFirst() {
        machine();
        storage();
        JsonObject past = house.get("/api/v1/machines/m1/processes?at=" + (now - 3_600_000))
                .json();
        assertThat(past.getLong("t")).isEqualTo(now - 3_600_000);
        JsonObject busy = past.getJsonArray("rows").getJsonObject(0);
        assertThat(busy.getString("command")).isEqualTo("busy");
        assertThat(busy.getDouble("cpu")).isEqualTo(50);
        assertThat(busy.getDouble("readPerSecond")).isEqualTo(1000);
        assertThat(busy.getValue("writtenPerSecond")).isNull();
        JsonObject present = house.get("/api/v1/machines/m1/processes").json();
        assertThat(present.getJsonArray("rows")).hasSize(1);
        assertThat(house.get("/api/v1/machines/nobody/processes").status()).isEqualTo(404);
        assertThat(house.get("/api/v1/machines/m1/processes?at=noon").status()).isEqualTo(400);
    }

    @Test
    void theHighestMachinesAreNamed() {
        machine();
        storage();
        JsonObject top = house.get("/api/v1/top?metric=cpu&by=max").json();
        JsonObject first = top.getJsonArray("items").getJsonObject(0);
        assertThat(first.getString("machine")).isEqualTo("m1");
        assertThat(first.getString("name")).isEqualTo("alpha");
        assertThat(first.getDouble("max")).isEqualTo(99);
        assertThat(house.get("/api/v1/top?metric=mood").status()).isEqualTo(404);
        assertThat(house.get("/api/v1/top").status()).isEqualTo(400);
        assertThat(house.get("/api/v1/top?metric=cpu&by=sum").status()).isEqualTo(400);
        assertThat(house.get("/api/v1/top?metric=cpu&limit=101").status()).isEqualTo(400);
    }

    @Test
    void theSeriesOfAMachineAreNamed() {
        machine();
        JsonArray items = house.get("/api/v1/machines/m1/series").json().getJsonArray("items");
        assertThat(items)
                .contains(
                        new JsonObject(
                                "{\"metric\":\"atalaia_cpu_seconds_total\",\"labels\":{\"mode\":\"user\"},\"kind\":\"counter\",\"unit\":\"seconds\"}"));
    }

    @Test
    void aQuestionIsAnsweredByStorageAndMemoryTogether() {
        machine();
        FakeStorage storage = storage();
        JsonObject answer = house.get(
                        "/api/v1/query?machine=m1&metric=node_load1&from=" + (now - 600_000) + "&points=100")
                .json();
        assertThat(answer.getBoolean("complete")).isTrue();
        assertThat(answer.getString("unit")).isEqualTo("1");
        JsonObject series = answer.getJsonArray("series").getJsonObject(0);
        assertThat(series.getString("metric")).isEqualTo("node_load1");
        assertThat(series.getJsonArray("avg").getDouble(0)).isEqualTo(100);
        assertThat(series.getJsonArray("last")
                        .getDouble(series.getJsonArray("t").size() - 1))
                .isEqualTo(0.5);
        assertThat(storage.asked.get(0).points()).isEqualTo(100);
    }

    @Test
    void withoutStorageMemoryAnswersAndSaysSo() {
        machine();
        Reply reply = house.get("/api/v1/query?machine=m1&metric=node_load1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getBoolean("complete")).isFalse();
        assertThat(reply.json().getString("note"))
                .isEqualTo("history is unavailable: storage does not answer; only the last two minutes are shown");
        assertThat(reply.json().getJsonArray("series").getJsonObject(0).getJsonArray("t"))
                .hasSizeGreaterThan(4);
        Reply past = house.get(
                "/api/v1/query?machine=m1&metric=node_load1&from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00%2B00:00");
        assertThat(past.status()).isEqualTo(503);
        assertThat(house.get("/api/v1/query?machine=m1&metric=node_lod1").status())
                .isEqualTo(404);
    }

    @Test
    void anUnknownMetricNamesSimilarOnes() {
        machine();
        storage();
        Reply reply = house.get("/api/v1/query?machine=m1&metric=node_laod1");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().getString("parameter")).isEqualTo("metric");
        assertThat(reply.json().getString("detail")).contains("node_laod1").contains("node_load1");
        assertThat(house.get("/api/v1/query?machine=nobody&metric=node_load1xx")
                        .json()
                        .getString("detail"))
                .isEqualTo("there is no machine nobody");
    }

    @Test
    void historyHasTheHeadlineFiguresOfEveryMachine() {
        machine();
        storage();
        JsonObject history =
                house.get("/api/v1/history", Map.of("X-Metrics-Minutes", "30")).json();
        assertThat(history.getInteger("minutes")).isEqualTo(30);
        assertThat(history.getLong("step")).isEqualTo(60_000);
        assertThat(history.getJsonArray("machines")).hasSize(2);
        JsonObject one = history.getJsonArray("machines").getJsonObject(0);
        assertThat(one.fieldNames())
                .containsExactlyInAnyOrder("id", "name", "t", "cpu", "ram", "disk", "rx", "tx", "temp");
        int last = one.getJsonArray("t").size() - 1;
        assertThat(one.getJsonArray("cpu").getDouble(last)).isBetween(39.9, 40.1);
        assertThat(one.getJsonArray("ram").getDouble(last)).isEqualTo(40);
        assertThat(one.getJsonArray("disk").getDouble(last)).isEqualTo(50);
        assertThat(one.getJsonArray("temp").getDouble(last)).isEqualTo(55.5);
        assertThat(house.get("/api/v1/history").json().getInteger("minutes")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"0", "43201", "abc", "-5", "1.5"})
    void aBadNumberOfMinutesIsRefusedByName(String minutes) {
        Reply reply = house.get("/api/v1/history", Map.of("X-Metrics-Minutes", minutes));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("detail"))
                .isEqualTo("header 'X-Metrics-Minutes' must be a whole number from 1 to 43200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/query | 400 | machine",
                "/api/v1/query?machine=m1 | 400 | metric",
                "/api/v1/query?machine=m1&metric=a&from=200&to=100 | 400 | from",
                "/api/v1/query?machine=m1&metric=a&from=yesterday | 400 | from",
                "/api/v1/query?machine=m1&metric=a&from=0 | 400 | from",
                "/api/v1/query?machine=m1&metric=a&points=0 | 400 | points",
                "/api/v1/query?machine=m1&metric=a&points=5001 | 400 | points",
                "/api/v1/query?machine=m1&metric=a&as=median | 400 | as",
                "/api/v1/query?machine=m1&metric=a&nonsense=1 | 400 | nonsense",
                "/api/v1/query?machine=m1&machine=m2&metric=a | 400 | machine",
                "/api/v1/query?machine=m1&metric=a&metric=a&metric=a&metric=a&metric=a&metric=a&metric=a&metric=a&metric=a | 400 | metric",
                "/api/v1/machines?limit=0 | 400 | limit",
                "/api/v1/machines?after=%25%25 | 400 | after",
                "/api/v1/machines?state=angry | 400 | state",
                "/api/v1/machines/nobody | 404 | id",
                "/api/v1/fleet?w=1 | 400 | w",
            })
    void aProblemNamesTheParameter(String path, int status, String parameter) {
        Reply reply = house.get(path, Map.of("X-Request-Id", "abc-1"));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("parameter")).isEqualTo(parameter);
        assertThat(reply.json().getInteger("status")).isEqualTo(status);
        assertThat(reply.json().getString("requestId")).isEqualTo("abc-1");
        assertThat(reply.json().getString("instance")).isEqualTo(path.replaceAll("\\?.*", ""));
        assertThat(reply.json().fieldNames()).contains("type", "title", "detail");
    }

    @Test
    void whatDoesNotExistIsAProblemToo() {
        for (String path : List.of("/api/v1/nothing", "/api", "/metrics/x", "/a.js", "/eventbus/nothing/at/all/here")) {
            Reply reply = house.get(path);
            assertThat(reply.status()).as(path).isEqualTo(404);
        }
        assertThat(house.get("/api/v1/nothing").json().getInteger("status")).isEqualTo(404);
    }

    @Test
    void anotherMethodIsRefusedWithThePossibleOnes() {
        Reply reply = house.send(HttpMethod.DELETE, "/api/v1/fleet", Map.of());
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().get("Allow")).isEqualTo("GET, HEAD");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(house.send(HttpMethod.POST, "/", Map.of()).status()).isEqualTo(405);
    }

    @Test
    void headAnswersWithoutABody() {
        Reply reply = house.send(HttpMethod.HEAD, "/api/v1/fleet", Map.of());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().length()).isZero();
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void whatIsTooLongIsRefused() {
        Reply body = house.send(HttpMethod.POST, "/api/v1/samples", Map.of(), Buffer.buffer("x".repeat(70_000)));
        assertThat(body.status()).isEqualTo(413);
        assertThat(body.json().getString("detail")).contains("gateway.maxBody");
        Reply line = house.get("/api/v1/fleet?v=" + "x".repeat(9_000));
        assertThat(line.status()).isEqualTo(414);
        assertThat(line.json().getInteger("status")).isEqualTo(414);
        assertThat(house.get("/api/v1/fleet", Map.of("X-Long", "x".repeat(20_000)))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void everyAnswerCarriesARequestIdAndAnUglyOneIsReplaced() {
        assertThat(house.get("/healthz").headers().get("X-Request-Id")).hasSizeGreaterThan(10);
        assertThat(house.get("/healthz", Map.of("X-Request-Id", "a b<script>"))
                        .headers()
                        .get("X-Request-Id"))
                .doesNotContain("script");
    }

    @Test
    void onlyThisMachinesOwnNamesAreAnswered() {
        Reply reply = house.get("/api/v1/fleet", Map.of("Host", "evil.example:8080"));
        assertThat(reply.status()).isEqualTo(421);
        for (String host : List.of("localhost:1", "127.0.0.1", "[::1]:8080")) {
            assertThat(house.get("/healthz", Map.of("Host", host)).status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void theProcessTellsOfItself() {
        machine();
        house.get("/api/v1/fleet");
        assertThat(house.get("/healthz").body().toString()).isEqualTo("ok\n");
        assertThat(house.get("/readyz").status()).isEqualTo(200);
        String metrics = house.get("/metrics").body().toString();
        assertThat(metrics)
                .contains("atalaia_build_info{")
                .contains("atalaia_live_samples_total 30.0")
                .contains("atalaia_machines{state=\"normal\"} 1.0")
                .contains("atalaia_pages 0.0")
                .contains("atalaia_frames_total{fate=\"dropped\"} 0.0")
                .contains("atalaia_breaker_state{breaker=\"storage\",state=\"closed\"} 1.0")
                .contains("atalaia_http_requests_seconds_bucket{method=\"GET\",route=\"/api/v1/fleet\",status=\"200\"")
                .contains("jvm_memory_used_bytes")
                .contains("process_cpu_seconds_total");
    }

    @Test
    void servicesComeWithTheirHealth() {
        assertThat(house.get("/api/v1/services").status()).isEqualTo(503);
        assertThat(house.get("/api/v1/health").json().getString("status")).isEqualTo("failing");
        var instance = new Instance("storage", "n", "host", "atalaia.storage.v1.ping@n", 7);
        House.wait(house.bus.serve(
                DiscoveryApi.INSTANCES, question -> Future.succeededFuture(new Instances(List.of(instance), true))));
        JsonObject alone = house.get("/api/v1/services").json();
        assertThat(alone.getBoolean("stale")).isTrue();
        assertThat(alone.getJsonArray("items").getJsonObject(0).getString("health"))
                .isEqualTo("unknown");
        House.wait(house.bus.serve(
                HealthApi.VERDICTS,
                question -> Future.succeededFuture(
                        new Verdicts(List.of(new Verdict(instance, Health.PASSING, "", 9, 0.4)), false))));
        JsonObject health = house.get("/api/v1/health").json();
        assertThat(health.getString("status")).isEqualTo("passing");
        assertThat(health.getJsonArray("items").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"service\":\"storage\",\"node\":\"n\",\"host\":\"host\","
                        + "\"address\":\"atalaia.storage.v1.ping@n\",\"since\":7,\"health\":\"passing\",\"detail\":\"\","
                        + "\"checkedAt\":9,\"latencyMs\":0.4,\"history\":[]}"));
        assertThat(health.getJsonArray("breakers").getJsonObject(0).getString("name"))
                .isEqualTo("storage");
    }
}
