/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Knows what it was told. */
final class MemoryDoor implements BlockDoor {
    final List<Introduction> introductions = new CopyOnWriteArrayList<>();
    final List<Block> blocks = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final Set<String> known = ConcurrentHashMap.newKeySet();
    volatile Function<Block, Future<Done>> store = block -> Future.succeededFuture(Done.DONE);
    volatile Function<Events, Future<Done>> note = told -> Future.succeededFuture(Done.DONE);

    @Override
    public Future<Done> introduce(Introduction introduction) {
        introductions.add(introduction);
        known.add(introduction.schema().hash());
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public Future<Done> store(Block block) {
        return known.contains(block.schema())
                ? store.apply(block).onSuccess(done -> blocks.add(block))
                : Future.failedFuture(new Fault(Fault.CONFLICT, "unknown schema"));
    }

    @Override
    public Future<Done> note(Events told) {
        return note.apply(told).onSuccess(done -> events.addAll(told.events()));
    }
}
