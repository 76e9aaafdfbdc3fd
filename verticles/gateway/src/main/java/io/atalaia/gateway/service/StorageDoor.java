/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.uplink.BlockDoor;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The way to storage for what came in from outside. It has a breaker of its own: writes that wait behind a busy disk must not
 * make history unavailable, nor slow questions keep blocks away. Used on the gateway's event loop alone.
 */
public final class StorageDoor implements BlockDoor {
    private final Breaker breaker;
    private final Duration patience;

    public StorageDoor(Vertx vertx, Bus bus, Duration patience, MeterRegistry meters) {
        this.patience = patience;
        breaker = new Breaker(vertx, bus, "storage-writes", "agents and guests keep what they have", patience, meters);
    }

    @Override
    public Future<Done> introduce(Introduction introduction) {
        return breaker.ask(StorageApi.INTRODUCE, introduction, patience);
    }

    @Override
    public Future<Done> store(Block block) {
        return breaker.ask(StorageApi.STORE, block, patience);
    }

    @Override
    public Future<Done> note(Events events) {
        return breaker.ask(StorageApi.NOTE, events, patience);
    }

    public void close() {
        breaker.close();
    }
}
