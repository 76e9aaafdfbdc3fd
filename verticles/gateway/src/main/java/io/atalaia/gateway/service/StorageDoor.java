/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Breaker;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.uplink.BlockDoor;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * The way to storage for what came in from outside. It has a breaker of its own: writes that wait behind a busy disk must not
 * make history unavailable, nor slow questions keep blocks away. Used on the gateway's event loop alone.
 */
public final class StorageDoor implements BlockDoor {
    private final Bus bus;
    private final Breaker breaker;
    private final Duration patience;

    public StorageDoor(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
        breaker = bus.breakers().open("storage-writes", "agents and guests keep what they have");
    }

    @Override
    public Future<Done> introduce(Introduction introduction) {
        return breaker.through(() -> bus.ask(StorageApi.INTRODUCE, introduction, patience));
    }

    @Override
    public Future<Done> store(Block block) {
        return breaker.through(() -> bus.ask(StorageApi.STORE, block, patience));
    }

    @Override
    public Future<Done> note(Events events) {
        return breaker.through(() -> bus.ask(StorageApi.NOTE, events, patience));
    }

    public void close() {
        bus.breakers().close(breaker);
    }
}
