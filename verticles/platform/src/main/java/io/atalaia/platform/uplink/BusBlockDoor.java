/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;

/** Over the event bus, to whichever node stores. */
public final class BusBlockDoor implements BlockDoor {
    private final Bus bus;
    private final Duration patience;

    /** @param patience how long an answer may take */
    public BusBlockDoor(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
    }

    @Override
    public Future<Done> introduce(Introduction introduction) {
        return bus.ask(StorageApi.INTRODUCE, introduction, patience);
    }

    @Override
    public Future<Done> store(Block block) {
        return bus.ask(StorageApi.STORE, block, patience);
    }

    @Override
    public Future<Done> note(Events events) {
        return bus.ask(StorageApi.NOTE, events, patience);
    }
}
