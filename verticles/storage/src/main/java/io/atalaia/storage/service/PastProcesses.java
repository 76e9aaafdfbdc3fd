/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.StorageApi.AskProcesses;
import io.atalaia.contracts.storage.StorageApi.ProcessLook;
import io.atalaia.contracts.storage.StorageApi.ProcessLooks;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.storage.engine.Damage;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.ProcessFinder;
import io.atalaia.storage.engine.ProcessHour;
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Answers what processes were doing; blocks are read before what is packed, as {@link Queries} does. */
public final class PastProcesses {
    private static final long SLOT = 10 * Stretch.MINUTE;

    private final SampleStore store;
    private final Workers workers;
    private final Meters meters;

    public PastProcesses(SampleStore store, Workers workers, Meters meters) {
        this.store = store;
        this.workers = workers;
        this.meters = meters;
    }

    public Future<ProcessLooks> answer(AskProcesses question) {
        String id = question.machine() == null ? "" : question.machine();
        if (question.at() < 0) {
            return Future.failedFuture(new Fault(Fault.BAD_REQUEST, "at has to be epoch milliseconds"));
        }
        return store.machine(id)
                .map(machine -> machine.orElseThrow(() -> new Fault(Fault.NOT_FOUND, "unknown machine " + id)))
                .compose(machine -> answer(machine, question.at()));
    }

    private Future<ProcessLooks> answer(Machine machine, long at) {
        String id = machine.facts().id();
        long first = at - ProcessFinder.REACH;
        long last = at + ProcessFinder.REACH;
        List<Long> minutes = LongStream.rangeClosed(Stretch.minuteOf(first), Stretch.minuteOf(last))
                .filter(minute -> machine.touched().containsKey(minute / Stretch.MINUTES_AN_HOUR))
                .boxed()
                .toList();
        var damage = new Damage();
        return store.minutes(id, minutes)
                .compose(blocks -> packed(id, first, last)
                        .compose(packed -> workers.run(() -> ProcessFinder.around(at, all(blocks), packed, damage))))
                .map(looks -> {
                    meters.damaged(id, damage);
                    return new ProcessLooks(
                            looks.stream().map(PastProcesses::look).toList());
                });
    }

    private static List<StoredBlock> all(List<MinuteBlocks> minutes) {
        return minutes.stream().flatMap(minute -> minute.blocks().stream()).toList();
    }

    private static ProcessLook look(Processes look) {
        return new ProcessLook(look.time(), look.rows());
    }

    private Future<Map<Long, Tier>> packed(String machine, long first, long last) {
        Map<String, Long> ids = new HashMap<>();
        Set<String> paths = new HashSet<>();
        for (long time = first; time < last + SLOT; time += SLOT) {
            ids.put(Stretch.processesId(Stretch.hourOf(time), machine), Stretch.hourOf(time));
            paths.add(ProcessHour.path(time));
        }
        return store.tiers(ids.keySet(), paths).map(found -> {
            Map<Long, Tier> byHour = new HashMap<>();
            found.forEach(tier -> byHour.put(ids.get(tier.id()), tier));
            return byHour;
        });
    }
}
