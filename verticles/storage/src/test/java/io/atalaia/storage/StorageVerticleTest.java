/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskMachines;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.bus.Fault;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageVerticleTest {

    @Test
    void whatIsStoredIsAnsweredOverTheBus() {
        try (var server = EmbeddedMongo.inMemory();
                var node = new Node(server.uri()).start()) {
            introduced(node);
            stored(node, 3);
            assertThat(load(node).series().get(0).t()).hasSize(180);
            assertThat(node.ask(StorageApi.MACHINES, new AskMachines()).machines())
                    .singleElement()
                    .satisfies(machine -> {
                        assertThat(machine.facts()).isEqualTo(Fixture.facts());
                        assertThat(machine.lastBlock()).isEqualTo(TEN + 3 * MINUTE - 1000);
                    });
            assertThat(node.ask(StorageApi.SERIES, new AskSeries(MACHINE)).series())
                    .isEqualTo(Fixture.SCHEMA.series());
            node.stop();
        }
    }

    @Test
    void itRegistersWhenItIsReadyAndWithdrawsFirst() {
        try (var server = EmbeddedMongo.inMemory();
                var node = new Node(server.uri()).start()) {
            assertThat(node.offers).singleElement().satisfies(offer -> {
                assertThat(offer.service()).isEqualTo("storage");
                assertThat(node.ask(HealthApi.pingAt(offer.address()), new Ping()))
                        .isEqualTo(Pong.ABLE);
            });
            node.stop();
            assertThat(node.offers).isEmpty();
            assertThatThrownBy(() -> node.ask(StorageApi.MACHINES, new AskMachines()))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE));
        }
    }

    @Test
    void withoutItsDatabaseItSaysSoAndAcknowledgesNothing() {
        var server = EmbeddedMongo.inMemory();
        try (var node = new Node(server.uri()).start()) {
            introduced(node);
            stored(node, 1);
            server.close();
            var ping = HealthApi.ping("storage", "node-1");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !node.ask(ping, new Ping()).able());
            assertThatThrownBy(() -> node.ask(StorageApi.STORE, Fixture.block(TEN + 10_000, 20)))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE));
        }
    }

    @Test
    void withoutADatabaseItDoesNotStart() {
        try (var node = new Node("mongodb://127.0.0.1:1")) {
            assertThatThrownBy(node::start).hasMessageContaining("database does not answer");
            assertThat(node.offers).isEmpty();
        }
    }

    @Test
    void theHistoryOutlivesARestart(@TempDir Path folder) {
        Path file = folder.resolve("history.mv");
        try (var server = EmbeddedMongo.inFile(file);
                var node = new Node(server.uri()).start()) {
            introduced(node);
            stored(node, 3);
            node.stop();
        }
        try (var server = EmbeddedMongo.inFile(file);
                var node = new Node(server.uri()).start()) {
            Answer answer = load(node);
            assertThat(answer.series().get(0).t()).hasSize(180);
            assertThat(answer.until()).isEqualTo(TEN + 3 * MINUTE - 999);
        }
    }

    @Test
    void hoursThatEndedArePackedByThemselves() {
        try (var server = EmbeddedMongo.inMemory();
                var node = new Node(server.uri()).start()) {
            introduced(node);
            stored(node, 3);
            node.time.pass(Duration.ofHours(2));
            var config = new JsonObject().put("connection_string", server.uri()).put("db_name", "atalaia");
            var vertx = Vertx.vertx();
            var mongo = MongoClient.create(vertx, config);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Fixture.done(mongo.count("blocks", new JsonObject())) == 0);
            assertThat(load(node).series().get(0).t()).hasSize(180);
            Fixture.done(mongo.close());
            Fixture.done(vertx.close());
            node.stop();
        }
    }

    private static void introduced(Node node) {
        assertThat(node.ask(StorageApi.INTRODUCE, new Introduction(Fixture.facts(), Fixture.SCHEMA)))
                .isEqualTo(Done.DONE);
    }

    private static void stored(Node node, int minutes) {
        node.time.pass(Duration.ofMinutes(minutes));
        Fixture.minutes(TEN, minutes)
                .forEach(block -> assertThat(node.ask(StorageApi.STORE, block)).isEqualTo(Done.DONE));
    }

    private static Answer load(Node node) {
        return node.ask(
                StorageApi.QUERY, new Query(MACHINE, List.of("node_load1"), Map.of(), TEN, TEN + HOUR, 5000, As.RAW));
    }
}
