/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
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
import java.util.ArrayList;
import java.util.Map;

/** What stands behind the desks of agents, without sockets and with a storage that takes everything: for what messages cost. */
final class Desks implements AutoCloseable {
    /** Of 150 series. */
    static final Schema SCHEMA = schema();

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.system();

    private static Schema schema() {
        var series = new ArrayList<>(Script.SCHEMA.series());
        while (series.size() < 150) {
            series.add(new Series("node_more_total", Map.of("of", "" + series.size()), Kind.COUNTER));
        }
        return Schema.of(series);
    }

    /** A new gateway. */
    AgentDesk.Shared gateway() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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

    @Override
    public void close() {
        vertx.close().await();
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
}
