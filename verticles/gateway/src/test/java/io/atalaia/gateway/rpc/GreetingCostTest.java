/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.atalaia.gateway.engine.Room;
import io.atalaia.gateway.service.Chronicles;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Notes;
import io.atalaia.gateway.service.Sluice;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.BlockDoor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it costs when a whole fleet comes back to a gateway, without the sockets: a greeting and an introduction of each. */
class GreetingCostTest {
    private static final int MACHINES = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock = Clock.system();
    private final Schema schema = schema();

    private static Schema schema() {
        var series = new ArrayList<>(Script.SCHEMA.series());
        while (series.size() < 150) {
            series.add(new Series("node_more_total", Map.of("of", "" + series.size()), Kind.COUNTER));
        }
        return Schema.of(series);
    }

    private static final class NoStorage implements BlockDoor {
        @Override
        public Future<Done> introduce(Introduction introduction) {
            return Future.succeededFuture(Done.DONE);
        }

        @Override
        public Future<Done> store(Block block) {
            return Future.succeededFuture(Done.DONE);
        }

        @Override
        public Future<Done> note(Events events) {
            return Future.succeededFuture(Done.DONE);
        }
    }

    private AgentDesk.Shared house() {
        var storage = new NoStorage();
        var chronicles = new Chronicles(new Notes(storage::note, clock, registry), clock);
        var fleet = new Fleet(House.NODE, clock);
        var live = new LiveService(House.NODE, House.config().states().rules(), fleet, chronicles, clock, registry);
        return new AgentDesk.Shared(
                live,
                storage,
                new Room(1 << 20),
                new Sluice(vertx, clock, registry),
                clock,
                new IngestMeters(registry));
    }

    private List<byte[]> messages(int machine) {
        var facts = House.facts("machine-" + machine, "machine-" + machine);
        return List.of(
                AgentMessage.newBuilder()
                        .setNumber(1)
                        .setGreeting(Agent.greeting(facts, schema))
                        .build()
                        .toByteArray(),
                AgentMessage.newBuilder()
                        .setNumber(2)
                        .setIntroduction(Agent.greeting(facts, schema))
                        .build()
                        .toByteArray());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(Thread.currentThread().getId());
    }

    private static double come(AgentDesk.Shared shared, List<List<byte[]>> fleet) throws Exception {
        long begin = cpu();
        var schemas = new KnownSchemas();
        for (List<byte[]> machine : fleet) {
            var desk = new AgentDesk(shared);
            for (byte[] message : machine) {
                var told = schemas.read(message);
                assertThat(desk.handle(told.message(), told.schema()).succeeded())
                        .isTrue();
            }
        }
        return (cpu() - begin) / 1e3 / fleet.size();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aFleetThatComesBackCostsLittle() throws Exception {
        List<List<byte[]>> fleet = new ArrayList<>();
        for (int machine = 0; machine < MACHINES; machine++) {
            fleet.add(messages(machine));
        }
        for (int warm = 0; warm < 3; warm++) {
            assertThat(come(house(), fleet)).isPositive();
        }
        long begin = cpu();
        for (List<byte[]> machine : fleet) {
            for (byte[] message : machine) {
                assertThat(AgentMessage.parseFrom(message).getNumber()).isPositive();
            }
        }
        double parsing = (cpu() - begin) / 1e3 / MACHINES;
        var shared = house();
        double first = come(shared, fleet);
        double again = come(shared, fleet);
        System.out.printf(
                "a machine with 150 series that comes: %.0f us of CPU to a new gateway, %.0f us to one that knows it, parsing"
                        + " included (%.0f us); 10,000 machines: %.2f s and %.2f s%n",
                first, again, parsing, first / 100, again / 100);
        assertThat(again).isLessThan(2_000);
    }
}
