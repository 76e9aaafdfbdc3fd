/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes blocks: looks at each, gathers them for a moment, writes them together, and acknowledges after the write. Used from
 * one event loop.
 */
public final class Intake {
    private static final int MOST_TOGETHER = 32;
    private static final long LONGEST_GATHERING_MILLIS = 50;
    private static final int MOST_WAITING = 2_000;
    private static final int MOST_WRITES = 2;

    private final Vertx vertx;
    private final SampleStore store;
    private final Schemas schemas;
    private final Workers workers;
    private final Clock clock;
    private final Meters meters;
    private final BlockRules rules;
    private final Gate gate;
    private final Newest newest = new Newest();
    private final List<Waiting> gathered = new ArrayList<>();
    private int admitted;
    private int writes;
    private boolean gathering;
    private Promise<Void> empty;

    private record Waiting(Block block, Promise<Done> acknowledgement) {}

    public Intake(
            Vertx vertx,
            SampleStore store,
            Schemas schemas,
            Workers workers,
            Clock clock,
            Meters meters,
            Duration oldest,
            Gate gate) {
        this.vertx = vertx;
        this.store = store;
        this.schemas = schemas;
        this.workers = workers;
        this.clock = clock;
        this.meters = meters;
        this.rules = new BlockRules(oldest);
        this.gate = gate;
        meters.queue(() -> admitted);
    }

    /** Succeeds after the write; fails with 400 or 409 for a block that will never be taken, with 503 to try again. */
    public Future<Done> store(Block block) {
        if (admitted >= MOST_WAITING) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too many blocks wait to be written, try again"));
        }
        admitted++;
        long arrived = clock.nanos();
        return checked(block).compose(this::keep).onComplete(done -> {
            admitted--;
            if (done.succeeded()) {
                meters.acknowledged(clock.nanos() - arrived);
            } else {
                meters.refused();
            }
            tellWhenEmpty();
        });
    }

    /** The newest sample that came through this process, epoch milliseconds; 0 when none did. */
    public long lastBlock(String machine) {
        return newest.lastBlock(machine);
    }

    /** Writes down how far machines have come; a question of another node is answered with what was written last. */
    public Future<Void> saveProgress() {
        Map<String, Long> changed = newest.unsaved();
        return store.noteLast(changed).onFailure(cause -> newest.again(changed));
    }

    /** Succeeds as soon as nothing waits. */
    public Future<Void> drained() {
        if (empty == null) {
            empty = Promise.promise();
        }
        write();
        tellWhenEmpty();
        return empty.future();
    }

    private void tellWhenEmpty() {
        if (empty != null && admitted == 0) {
            empty.tryComplete();
        }
    }

    private Future<Block> checked(Block block) {
        try {
            gate.requireRoom();
            rules.requireSound(block);
            if (!gate.isStrange(block)) {
                rules.requireKept(block, clock.millis());
            }
        } catch (Fault fault) {
            return Future.failedFuture(fault);
        }
        meters.arrived(block.payload().length);
        return schemas.known(block.schema())
                .compose(schema -> workers.run(() -> {
                    BlockRules.requireReadable(block, schema.ids().size());
                    return block;
                }));
    }

    /** Which clock is wrong nobody can tell at this moment: what does not fit is kept, but not among what does. */
    private Future<Done> keep(Block block) {
        return gate.isStrange(block)
                ? gate.putAside(block)
                : gather(block).compose(done -> gate.saw(block).otherwiseEmpty().map(done));
    }

    private Future<Done> gather(Block block) {
        Promise<Done> acknowledgement = Promise.promise();
        gathered.add(new Waiting(block, acknowledgement));
        if (gathered.size() >= MOST_TOGETHER) {
            write();
        } else if (!gathering) {
            gathering = true;
            vertx.setTimer(LONGEST_GATHERING_MILLIS, timer -> {
                gathering = false;
                write();
            });
        }
        return acknowledgement.future();
    }

    private void write() {
        while (writes < MOST_WRITES && !gathered.isEmpty()) {
            var some = gathered.subList(0, Math.min(MOST_TOGETHER, gathered.size()));
            List<Waiting> together = List.copyOf(some);
            some.clear();
            writes++;
            write(together.stream().map(Waiting::block).toList()).onComplete(written -> {
                writes--;
                together.forEach(one -> acknowledge(one.acknowledgement(), written));
                write();
            });
        }
    }

    private static void acknowledge(Promise<Done> acknowledgement, AsyncResult<Void> written) {
        if (written.succeeded()) {
            acknowledgement.complete(Done.DONE);
        } else {
            acknowledgement.fail(written.cause());
        }
    }

    private Future<Void> write(List<Block> blocks) {
        return store.put(blocks, clock.millis())
                .compose(fresh -> {
                    meters.stored(fresh, blocks.size() - fresh);
                    return note(blocks);
                })
                .map(noted -> {
                    newest.wrote(blocks);
                    return noted;
                });
    }

    private Future<Void> note(List<Block> blocks) {
        var notes = newest.due(blocks, clock.millis());
        return notes.isEmpty()
                ? Future.succeededFuture()
                : store.note(notes).map(done -> {
                    newest.noted(notes);
                    return done;
                });
    }
}
