/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.AskQuarantine;
import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Crowd;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.service.QuarantineStore.Held;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts aside blocks whose time cannot be believed, so that they are neither lost nor mixed with those that can. Used from one
 * event loop.
 */
public final class Quarantine {
    private static final int TRIES = 8;

    private final QuarantineStore store;
    private final EventStore events;
    private final Marks marks;
    private final Clock clock;
    private final Meters meters;
    private final Duration kept;
    private Future<Void> last = Future.succeededFuture();

    public Quarantine(
            QuarantineStore store, EventStore events, Marks marks, Clock clock, Meters meters, Duration kept) {
        this.store = store;
        this.events = events;
        this.marks = marks;
        this.clock = clock;
        this.meters = meters;
        this.kept = kept;
    }

    /** Succeeds after the write. One at a time: blocks of one machine would otherwise fight for its list. */
    Future<Done> take(Block block) {
        Future<Void> taken = last.transform(before -> taken(block, TRIES));
        last = taken.otherwiseEmpty();
        return taken.map(Done.DONE);
    }

    private Future<Void> taken(Block block, int tries) {
        return store.read(block.machine()).compose(held -> {
            if (held.blocks().stream().anyMatch(one -> one.boot().equals(block.boot()) && one.seq() == block.seq())) {
                return Future.succeededFuture();
            }
            return store.keep(block)
                    .compose(kept -> listed(block, held))
                    .compose(written -> written ? told(block) : again(block, tries));
        });
    }

    private Future<Void> again(Block block, int tries) {
        return tries > 1
                ? taken(block, tries - 1)
                : Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too many blocks are put aside at once, try again"));
    }

    /** The block is there before the list says so, and off the list before it goes. */
    private Future<Boolean> listed(Block block, Held held) {
        long now = clock.millis();
        List<PutAside> all = new ArrayList<>(held.blocks());
        all.add(new PutAside(block.boot(), block.seq(), block.from(), block.to(), block.payload().length, now));
        return kept(block.machine(), held, new Crowd(all), now);
    }

    private Future<Boolean> kept(String machine, Held held, Crowd crowd, long now) {
        List<PutAside> stale = crowd.before(now - kept.toMillis());
        List<PutAside> surplus = crowd.surplus(stale.size());
        List<PutAside> left = crowd.blocks()
                .subList(stale.size() + surplus.size(), crowd.blocks().size());
        return store.write(machine, new Held(held.version(), left, held.dropped() + surplus.size()))
                .compose(written -> {
                    if (!written) {
                        return Future.succeededFuture(false);
                    }
                    meters.quarantineDropped(surplus.size());
                    return store.drop(machine, stale)
                            .compose(done -> store.drop(machine, surplus))
                            .compose(done -> marks.quarantined(machine, left.size()))
                            .map(true);
                });
    }

    private Future<Void> told(Block block) {
        meters.quarantined();
        long now = clock.millis();
        long offset = block.to() - now;
        var event = new Event(
                block.machine(),
                "quarantine-" + Stretch.hourOf(now),
                Event.QUARANTINE,
                now,
                now,
                "Samples were put aside: their time is "
                        + Duration.ofMillis(Math.abs(offset)).toMinutes() + " min "
                        + (offset > 0 ? "ahead of" : "behind") + " storage's clock",
                Map.of("offset", Long.toString(offset)));
        return events.put(List.of(event)).compose(done -> marks.clock(block.machine(), offset));
    }

    public Future<io.atalaia.contracts.storage.StorageApi.Quarantine> answer(AskQuarantine question) {
        if (question.machine() == null
                || !EventRules.MACHINE.matcher(question.machine()).matches()) {
            throw new Fault(Fault.BAD_REQUEST, "machine: 1 to 64 letters, digits and dashes");
        }
        return store.read(question.machine())
                .map(held -> new io.atalaia.contracts.storage.StorageApi.Quarantine(held.blocks(), held.dropped()));
    }

    /** Removes what is older than what is kept. */
    public Future<Void> round() {
        Future<Void> all = Future.succeededFuture();
        for (String machine : marks.quarantined()) {
            all = all.compose(before -> tidied(machine));
        }
        return all;
    }

    private Future<Void> tidied(String machine) {
        long now = clock.millis();
        return store.read(machine)
                .compose(held ->
                        new Crowd(held.blocks()).before(now - kept.toMillis()).isEmpty()
                                ? Future.succeededFuture()
                                : kept(machine, held, new Crowd(held.blocks()), now))
                .mapEmpty();
    }
}
