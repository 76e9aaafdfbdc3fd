/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Answerer;
import io.atalaia.storage.engine.Answerer.Found;
import io.atalaia.storage.engine.Answerer.Outcome;
import io.atalaia.storage.engine.HourIndex;
import io.atalaia.storage.engine.KnownSchema;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.Question;
import io.atalaia.storage.engine.Reader;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Answers questions about the past. Blocks are read before packed documents: the packer writes those before it removes
 * blocks, so that whatever moves meanwhile is seen at least once, and what is seen twice counts once.
 */
public final class Queries {
    private final SampleStore store;
    private final Schemas schemas;
    private final Intake intake;
    private final Workers workers;
    private final Clock clock;
    private final Meters meters;

    public Queries(SampleStore store, Schemas schemas, Intake intake, Workers workers, Clock clock, Meters meters) {
        this.store = store;
        this.schemas = schemas;
        this.intake = intake;
        this.workers = workers;
        this.clock = clock;
        this.meters = meters;
    }

    public Future<Answer> answer(Query query) {
        long begun = clock.nanos();
        QueryRules.requireSound(query);
        // Read before everything else: a block that is stored meanwhile may be missing from what is read below.
        long newest = intake.lastBlock(query.machine());
        return store.machine(query.machine())
                .map(machine ->
                        machine.orElseThrow(() -> new Fault(Fault.NOT_FOUND, "unknown machine " + query.machine())))
                .compose(machine -> schemas.all(used(query, machine))
                        .compose(known -> answer(query, machine, Math.max(newest, machine.lastBlock()), known)))
                .map(outcome -> {
                    meters.damaged(query.machine(), outcome.damage());
                    meters.answered(outcome.answer().tier(), clock.nanos() - begun);
                    return outcome.answer();
                });
    }

    /** The schemas of that time, and of the hour before it, which the first rate may need. */
    private static Set<String> used(Query query, Machine machine) {
        return machine.schemas(Stretch.hourOf(query.from()) - 1, Stretch.hourOf(query.to() - 1));
    }

    private Future<Outcome> answer(Query query, Machine machine, long lastBlock, Map<String, KnownSchema> known) {
        var question = QueryRules.question(query, machine, QueryRules.wanted(query, known.values()));
        List<Long> touched = machine.touched().keySet().stream()
                .filter(hour -> hour >= question.firstHour() && hour <= question.lastHour())
                .sorted()
                .toList();
        return store.minutes(query.machine(), minutes(question, touched))
                .compose(blocks -> indexes(query.machine(), touched)
                        .compose(indexes -> store.tiers(tierIds(question, machine, lastBlock, touched), paths(question))
                                .map(tiers -> found(lastBlock, known, blocks, indexes, tiers))))
                .compose(found -> workers.run(() -> new Answerer(question, found).answer()))
                .recover(cause -> Future.failedFuture(
                        cause instanceof Reader.TooMuch ? new Fault(Fault.BAD_REQUEST, cause.getMessage()) : cause));
    }

    /** Of samples only the minutes asked for; minutes are computed from whole hours. */
    private static List<Long> minutes(Question question, List<Long> touched) {
        long first = question.isRaw() ? Stretch.minuteOf(question.needsFrom()) : Long.MIN_VALUE;
        long last = question.isRaw() ? Stretch.minuteOf(question.to() - 1) : Long.MAX_VALUE;
        return touched.stream()
                .flatMap(hour -> LongStream.range(hour * Stretch.MINUTES_AN_HOUR, (hour + 1) * Stretch.MINUTES_AN_HOUR)
                        .filter(minute -> minute >= first && minute <= last)
                        .boxed())
                .toList();
    }

    private Future<Map<Long, HourIndex>> indexes(String machine, List<Long> touched) {
        Set<Long> hours = new HashSet<>(touched);
        touched.forEach(hour -> hours.add(hour - 1));
        Map<String, Long> ids = new HashMap<>();
        hours.forEach(hour -> ids.put(Stretch.indexId(hour, machine), hour));
        return store.tiers(ids.keySet(), Set.of())
                .map(found -> found.stream().collect(Collectors.toMap(tier -> ids.get(tier.id()), HourIndex::of)));
    }

    private static Set<String> tierIds(Question question, Machine machine, long lastBlock, List<Long> touched) {
        Set<String> ids = new HashSet<>();
        long lastHour = Math.min(question.lastHour(), Stretch.hourOf(lastBlock));
        LongStream.rangeClosed(question.firstHour(), lastHour)
                .forEach(hour -> question.groups().keySet().forEach(group -> {
                    if (question.isRaw()) {
                        if (hour < machine.packedTo()) {
                            ids.add(Stretch.rawId(hour, question.machine(), group));
                        }
                    } else {
                        ids.add(question.holder(hour, group).id());
                        if (hour < machine.packedTo() && machine.days().containsKey(Stretch.dayOfHour(hour))) {
                            ids.add(Stretch.hourlyId(hour, question.machine(), SeriesId.part(group)));
                        }
                    }
                }));
        ids.addAll(touchedIds(question, touched));
        return ids;
    }

    /** What is packed of hours that have more to pack. */
    private static Set<String> touchedIds(Question question, List<Long> touched) {
        Set<String> ids = new HashSet<>();
        touched.forEach(hour -> question.groups().keySet().forEach(group -> {
            ids.add(Stretch.rawId(hour, question.machine(), group));
            if (!question.isRaw()) {
                ids.add(Stretch.hourlyId(hour, question.machine(), SeriesId.part(group)));
            }
        }));
        return ids;
    }

    private static Set<String> paths(Question question) {
        Set<String> paths = new HashSet<>();
        paths.add("t");
        question.wanted().forEach(id -> {
            paths.add(Stretch.samplesPath(id.field()));
            paths.add(Stretch.hourlyPath(id.group(), id.field()));
        });
        return paths;
    }

    private static Found found(
            long lastBlock,
            Map<String, KnownSchema> known,
            List<MinuteBlocks> minutes,
            Map<Long, HourIndex> indexes,
            List<Tier> tiers) {
        List<StoredBlock> blocks =
                minutes.stream().flatMap(minute -> minute.blocks().stream()).toList();
        long newest = blocks.stream().mapToLong(StoredBlock::to).max().orElse(0);
        return new Found(
                blocks,
                known,
                indexes,
                tiers.stream().collect(Collectors.toMap(Tier::id, Function.identity())),
                Math.max(newest, lastBlock));
    }
}
