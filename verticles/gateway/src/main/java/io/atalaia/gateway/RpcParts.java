/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.rpc.DiscoveryDoor;
import io.atalaia.gateway.rpc.IngestService;
import io.atalaia.gateway.rpc.QueryDoor;
import io.atalaia.gateway.rpc.RpcDoor;
import io.atalaia.gateway.rpc.RpcGate;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What is served over gRPC. For one event loop. */
final class RpcParts {
    private final QueryDoor queries;
    private final DiscoveryDoor discovery;
    private final RpcDoor door;

    /**
     * What answers the calls.
     *
     * @param own the gateway's metrics
     */
    record Behind(
            Vertx vertx,
            Bus bus,
            Catalog catalog,
            Fleet fleet,
            NewestService newest,
            QueryService queries,
            IngestService ingest,
            Access access,
            Clock clock,
            MeterRegistry own) {}

    /** @param ready whether the gateway serves */
    RpcParts(Behind behind, BooleanSupplier ready) {
        var vertx = behind.vertx();
        queries = new QueryDoor(vertx, behind.fleet(), behind.newest(), behind.queries(), behind.clock(), behind.own());
        discovery = new DiscoveryDoor(vertx, behind.bus(), behind.catalog(), behind.own());
        var services = List.of(behind.ingest().service(), queries.service(), discovery.service());
        door = new RpcDoor(vertx, services, new RpcGate(behind.access()), ready);
    }

    RpcDoor door() {
        return door;
    }

    /** Tells those who watch what is new. */
    void tell() {
        queries.tell();
    }

    void close() {
        queries.close();
        discovery.close();
    }
}
