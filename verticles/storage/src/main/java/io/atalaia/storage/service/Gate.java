/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Skew;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Twins;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Decides on a sound block: whether there is room for it, and whether its time and its sender can be believed. */
public final class Gate {
    private final Room room;
    private final Quarantine quarantine;
    private final EventStore events;
    private final Marks marks;
    private final Clock clock;
    private final Twins twins = new Twins();

    public Gate(Room room, Quarantine quarantine, EventStore events, Marks marks, Clock clock) {
        this.room = room;
        this.quarantine = quarantine;
        this.events = events;
        this.marks = marks;
        this.clock = clock;
    }

    /** Throws a fault with 503 while the disk is nearly full. */
    void requireRoom() {
        room.require();
    }

    boolean isStrange(Block block) {
        return Skew.isStrange(block, clock.millis(), marks.offset(block.machine()));
    }

    Future<Done> putAside(Block block) {
        return quarantine.take(block);
    }

    /** Of two agents with one id both are believed; that there are two is told, once in an hour. */
    Future<Void> saw(Block block) {
        if (!twins.saw(block, clock.nanos())) {
            return Future.succeededFuture();
        }
        long now = clock.millis();
        var event = new Event(
                block.machine(),
                "conflict-" + Stretch.hourOf(now),
                Event.CONFLICT,
                now,
                now,
                "Two agents send samples under this one id",
                Map.of("boot", block.boot()));
        return events.put(List.of(event)).compose(done -> marks.conflict(block.machine(), now));
    }
}
