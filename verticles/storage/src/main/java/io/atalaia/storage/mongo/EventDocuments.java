/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.contracts.event.Event;
import io.atalaia.storage.engine.EventDay;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.service.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The collection {@code events}: one document a machine and day, {@code {_id: "<day>@<machine>", n, m, e: {<id>: {k: kind, f:
 * from, t: to, x: text, d: details}}}}. {@code n} counts the events that are there, {@code m} those that found no room; {@code
 * v} changes with every write, and a unique index over {@code _id} and {@code v} makes compare-and-set cheap in the embedded
 * server.
 */
public final class EventDocuments implements EventStore {
    static final String COLLECTION = "events";
    private static final String KEPT_FROM = "events";
    private static final int TRIES = 8;

    private final MongoClient mongo;
    private final Documents documents;
    private final Documents meta;

    public EventDocuments(MongoClient mongo) {
        this.mongo = mongo;
        this.documents = new Documents(mongo, COLLECTION);
        this.meta = new Documents(mongo, MetaDocuments.COLLECTION);
    }

    /** Makes the index; safe to repeat. */
    public Future<Void> prepare() {
        var keys = new JsonObject().put("_id", 1).put("v", 1);
        return mongo.createIndexWithOptions(
                        COLLECTION, keys, new IndexOptions().name("id_v").unique(true))
                .recover(Documents::trouble);
    }

    @Override
    public Future<Void> put(List<Event> events) {
        Map<String, Map<String, Event>> days = new LinkedHashMap<>();
        events.forEach(event -> days.computeIfAbsent(
                        EventDay.id(EventDay.of(event.from()), event.machine()), id -> new LinkedHashMap<>())
                .putIfAbsent(event.id(), event));
        return put(days, TRIES);
    }

    /** Who comes second finds the document changed, and reads it again. */
    private Future<Void> put(Map<String, Map<String, Event>> days, int tries) {
        if (days.isEmpty()) {
            return Future.succeededFuture();
        }
        return documents.byIds(days.keySet(), fields(days)).compose(there -> {
            Map<String, JsonObject> known = new HashMap<>();
            there.forEach(document -> known.put(document.getString("_id"), document));
            return each(days, known).compose(missed -> {
                if (!missed.isEmpty() && tries <= 1) {
                    return Future.failedFuture(new IllegalStateException("events of one day are written by too many"));
                }
                return put(missed, tries - 1);
            });
        });
    }

    private static JsonObject fields(Map<String, Map<String, Event>> days) {
        var fields = new JsonObject().put("n", 1).put("m", 1).put("v", 1);
        days.values().forEach(events -> events.keySet().forEach(id -> fields.put("e." + id + ".f", 1)));
        return fields;
    }

    /** The days that somebody else changed meanwhile. */
    private Future<Map<String, Map<String, Event>>> each(
            Map<String, Map<String, Event>> days, Map<String, JsonObject> known) {
        Map<String, Map<String, Event>> missed = new LinkedHashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (var day : days.entrySet()) {
            all = all.compose(before -> add(day.getKey(), day.getValue(), known.get(day.getKey())))
                    .map(written -> {
                        if (!written) {
                            missed.put(day.getKey(), day.getValue());
                        }
                        return null;
                    });
        }
        return all.map(done -> missed);
    }

    private Future<Boolean> add(String id, Map<String, Event> events, JsonObject there) {
        JsonObject day = there == null ? new JsonObject() : there;
        Map<String, Event> fresh = new LinkedHashMap<>(events);
        fresh.keySet().removeAll(day.getJsonObject("e", new JsonObject()).fieldNames());
        if (fresh.isEmpty()) {
            return Future.succeededFuture(true);
        }
        long room = Math.max(0, EventDay.MOST - day.getLong("n", 0L));
        var set = new JsonObject();
        fresh.values().stream().limit(room).forEach(event -> set.put("e." + event.id(), form(event)));
        var increments = new JsonObject().put("v", 1L).put("n", (long) set.size());
        increments.put("m", (long) fresh.size() - set.size());
        var update = new JsonObject().put("$inc", increments);
        if (!set.isEmpty()) {
            update.put("$set", set);
        }
        return compareAndSet(id, there == null ? null : day.getLong("v"), update);
    }

    /** A document that is not there yet begins with version 0; one that somebody made meanwhile is a duplicate key then. */
    private Future<Boolean> compareAndSet(String id, Long version, JsonObject update) {
        var filter = Documents.id(id).put("v", version == null ? 0L : version);
        BulkOperation operation = version == null ? Documents.upsert(filter, update) : Documents.update(filter, update);
        return documents
                .write(List.of(operation))
                .map(result -> result.getMatchedCount() + result.getUpserts().size() == 1)
                .recover(cause ->
                        Documents.isDuplicateKey(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    private static JsonObject form(Event event) {
        var form = new JsonObject()
                .put("k", event.kind())
                .put("f", event.from())
                .put("t", event.to())
                .put("x", event.text());
        // Names of details may hold dots and dollars, which names of fields may not.
        return event.details().isEmpty()
                ? form
                : form.put("d", new JsonObject(new HashMap<>(event.details())).encode());
    }

    @Override
    public Future<List<Event>> read(Collection<String> machines, long first, long last) {
        List<String> ids = new ArrayList<>();
        machines.forEach(
                machine -> LongStream.rangeClosed(first, last).forEach(day -> ids.add(EventDay.id(day, machine))));
        return documents.byIds(ids, new JsonObject()).map(found -> {
            List<Event> events = new ArrayList<>();
            found.forEach(document -> collect(document, events));
            return events;
        });
    }

    private static void collect(JsonObject document, List<Event> events) {
        String id = document.getString("_id");
        String machine = id.substring(id.indexOf('@') + 1);
        document.getJsonObject("e", new JsonObject())
                .forEach(entry -> events.add(event(machine, entry.getKey(), (JsonObject) entry.getValue())));
        long more = document.getLong("m", 0L);
        if (more > 0) {
            long end = (Long.parseLong(id.substring(0, id.indexOf('@'))) + 1) * Stretch.DAY - 1;
            events.add(
                    new Event(machine, "more", "more", end, end, "And " + more + " more events on this day", Map.of()));
        }
    }

    private static Event event(String machine, String id, JsonObject form) {
        Map<String, String> details = new HashMap<>();
        if (form.containsKey("d")) {
            new JsonObject(form.getString("d"))
                    .forEach(entry -> details.put(entry.getKey(), (String) entry.getValue()));
        }
        return new Event(
                machine, id, form.getString("k"), form.getLong("f"), form.getLong("t"), form.getString("x"), details);
    }

    @Override
    public Future<Void> remove(Collection<String> machines, long day) {
        Set<String> ids = new HashSet<>();
        machines.forEach(machine -> ids.add(EventDay.id(day, machine)));
        return documents.remove(ids);
    }

    @Override
    public Future<Long> keptFrom() {
        return meta.byIds(List.of(KEPT_FROM), new JsonObject())
                .map(found -> found.isEmpty() ? 0L : found.get(0).getLong("day"));
    }

    @Override
    public Future<Void> keptFrom(long day) {
        var update = new JsonObject().put("$max", new JsonObject().put("day", day));
        return meta.write(List.of(Documents.upsert(Documents.id(KEPT_FROM), update)))
                .mapEmpty();
    }
}
