/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.Audit;
import io.atalaia.platform.access.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The collection {@code audit}: a document for each entry, its id {@code <UTC day>/<node>/<counter>}. A document of the
 * collection {@code audit_days} counts the entries of a day by node, so that every id can be computed.
 */
final class MongoAudit implements Audit {
    private static final String DAYS = "audit_days";
    private static final String NODES = "nodes";
    /** Two that write the first entry of a day at once may both try to insert its count. */
    private static final int TRIES = 3;
    /** That are removed at a time: a clock that is years ahead is noticed before much is gone. */
    private static final int MOST_DAYS = 8;

    private final MongoClient mongo;
    private final ById entries;
    private final ById counts;

    MongoAudit(MongoClient mongo) {
        this.mongo = mongo;
        entries = new ById(mongo, "audit");
        counts = new ById(mongo, DAYS);
    }

    @Override
    public Future<Void> add(AuditEntry entry) {
        String day = Instant.ofEpochMilli(entry.at())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        return number(day, field(entry.node()), TRIES)
                .compose(number ->
                        entries.insert(AuditForm.written(AuditPlace.id(day, field(entry.node()), number), entry)))
                .mapEmpty();
    }

    private Future<Integer> number(String day, String node, int tries) {
        var more = new JsonObject().put("$inc", new JsonObject().put(NODES + "." + node, 1));
        return mongo.findOneAndUpdateWithOptions(
                        DAYS,
                        ById.id(day),
                        more,
                        new FindOptions(),
                        new UpdateOptions().setUpsert(true).setReturningNewDocument(true))
                .map(counted -> counted.getJsonObject(NODES).getInteger(node))
                .recover(cause ->
                        Duplicate.is(cause) && tries > 1 ? number(day, node, tries - 1) : Future.failedFuture(cause));
    }

    /** A field's name may hold neither dots nor dollars. */
    private static String field(String node) {
        return node.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    @Override
    public Future<Part> newest(String after, int limit) {
        AuditPlace place;
        try {
            place = AuditPlace.of(after);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
        return days().compose(days -> gather(days, place, limit, new ArrayList<>()));
    }

    /** Whoever else does the same removes the same. A day's count goes last, so that nothing is left that nobody finds. */
    @Override
    public Future<Integer> trim(long olderThan) {
        String first = Instant.ofEpochMilli(olderThan)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        return days().compose(days -> {
            var old = List.copyOf(days.headMap(first).values());
            var some = old.subList(0, Math.min(MOST_DAYS, old.size()));
            Future<Integer> done = Future.succeededFuture(some.size());
            for (AuditPlace day : some) {
                done = done.compose(count -> entries.removeAll(day.lastIds(Integer.MAX_VALUE))
                        .compose(gone -> counts.remove(day.day()))
                        .map(count));
            }
            return done;
        });
    }

    /** What there is of each day: few, and small. */
    private Future<TreeMap<String, AuditPlace>> days() {
        return mongo.find(DAYS, new JsonObject()).recover(OutOfReach::told).map(found -> {
            var days = new TreeMap<String, AuditPlace>();
            found.forEach(day -> {
                var counts = new TreeMap<String, Integer>();
                day.getJsonObject(NODES).forEach(node -> counts.put(node.getKey(), (Integer) node.getValue()));
                days.put(day.getString(ById.ID), new AuditPlace(day.getString(ById.ID), counts));
            });
            return days;
        });
    }

    /** @param place where to go on; of no day for the beginning */
    private Future<Part> gather(TreeMap<String, AuditPlace> days, AuditPlace place, int limit, List<AuditEntry> found) {
        AuditPlace now = place.inDay() ? place : older(days, null);
        if (now == null) {
            return Future.succeededFuture(new Part(found, ""));
        }
        int missing = limit - found.size();
        return entries.find(now.lastIds(missing), AuditForm::read).compose(read -> {
            var left = now.take(read, missing, found);
            AuditPlace next = left.isEmpty() ? older(days, now.day()) : left;
            if (next == null) {
                return Future.succeededFuture(new Part(found, ""));
            }
            return found.size() >= limit
                    ? Future.succeededFuture(new Part(found, next.text()))
                    : gather(days, next, limit, found);
        });
    }

    /** @param day null for the newest of all */
    private static AuditPlace older(TreeMap<String, AuditPlace> days, String day) {
        var entry = day == null ? days.lastEntry() : days.lowerEntry(day);
        return entry == null ? null : entry.getValue();
    }
}
