/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Machine.Use;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.service.SampleStore.Note;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The collection {@code machines}. {@code v} changes with every note and every packing; a unique index over {@code _id} and
 * {@code v} lets the embedded server compare and set without a scan.
 */
final class MachineDocuments {
    static final String COLLECTION = "machines";
    private static final int TRIES = 8;

    private final Documents documents;

    MachineDocuments(Documents documents) {
        this.documents = documents;
    }

    Future<Void> introduce(MachineFacts facts, Schema schema, long now) {
        return machine(facts.id()).compose(known -> {
            var set = new JsonObject().put("facts", MachineForm.text(facts));
            if (known.isEmpty() || !isNewest(known.get(), schema, facts.everyMillis())) {
                set.put("uses." + now, new JsonObject().put("s", schema.hash()).put("e", facts.everyMillis()));
            }
            var update = new JsonObject()
                    .put("$set", set)
                    .put("$setOnInsert", new JsonObject().put("firstSeen", now).put("v", 0L));
            return documents
                    .write(List.of(Documents.upsert(Documents.id(facts.id()), update)))
                    .mapEmpty();
        });
    }

    private static boolean isNewest(Machine machine, Schema schema, long everyMillis) {
        if (machine.uses().isEmpty()) {
            return false;
        }
        Use newest = machine.uses().get(machine.uses().size() - 1);
        return newest.schema().equals(schema.hash()) && newest.everyMillis() == everyMillis;
    }

    Future<Optional<Machine>> machine(String id) {
        return documents
                .byIds(List.of(id), new JsonObject())
                .map(found -> found.stream().findFirst().map(MachineForm::machine));
    }

    Future<List<Machine>> machines() {
        return documents.all().map(all -> all.stream().map(MachineForm::machine).toList());
    }

    Future<Void> note(Collection<Note> notes) {
        List<BulkOperation> operations = notes.stream()
                .map(note -> Documents.update(
                        Documents.id(note.machine()),
                        new JsonObject()
                                .put(
                                        "$inc",
                                        new JsonObject()
                                                .put("touched." + note.hour(), 1L)
                                                .put("v", 1L))
                                .put(
                                        "$min",
                                        new JsonObject()
                                                .put("firstBlock", note.from())
                                                .put("used." + note.schema() + ".f", note.hour()))
                                .put(
                                        "$max",
                                        new JsonObject()
                                                .put("lastBlock", note.to())
                                                .put("used." + note.schema() + ".t", note.hour()))))
                .toList();
        return written(operations);
    }

    Future<Void> noteLast(Map<String, Long> lastBlocks) {
        return written(lastBlocks.entrySet().stream()
                .map(one -> Documents.update(
                        Documents.id(one.getKey()),
                        new JsonObject().put("$max", new JsonObject().put("lastBlock", one.getValue()))))
                .toList());
    }

    Future<Void> packed(String machine, long hour, Set<String> groups, Map<Long, Long> damage) {
        var numbers = new JsonObject().put("v", 1L).put("days." + Stretch.dayOfHour(hour), 1L);
        var update = new JsonObject()
                .put("$max", new JsonObject().put("packedTo", hour + 1))
                .put("$inc", numbers);
        var set = new JsonObject();
        groups.forEach(group -> set.put("groups." + group, true));
        damage.forEach((from, to) -> set.put("damage." + from, to));
        if (!set.isEmpty()) {
            update.put("$set", set);
        }
        return written(List.of(Documents.update(Documents.id(machine), update)));
    }

    Future<Void> touch(String machine, long hour) {
        var numbers = new JsonObject().put("touched." + hour, 1L).put("v", 1L);
        return written(List.of(Documents.update(Documents.id(machine), new JsonObject().put("$inc", numbers))));
    }

    /** @param list {@code touched} or {@code days} */
    Future<Void> forget(String machine, String list, long time, long number) {
        return forget(machine, list, time, number, TRIES);
    }

    /** Another note changes the version too: then it is tried again. */
    private Future<Void> forget(String id, String list, long time, long number, int tries) {
        var fields = new JsonObject().put("v", 1).put(list + "." + time, 1);
        return documents.byIds(List.of(id), fields).compose(found -> {
            JsonObject machine = found.isEmpty() ? new JsonObject() : found.get(0);
            Long noted = machine.getJsonObject(list, new JsonObject()).getLong(Long.toString(time));
            if (!Long.valueOf(number).equals(noted)) {
                return Future.succeededFuture();
            }
            var update = new JsonObject()
                    .put("$unset", new JsonObject().put(list + "." + time, ""))
                    .put("$inc", new JsonObject().put("v", 1L));
            var filter = Documents.id(id).put("v", machine.getLong("v"));
            return documents
                    .write(List.of(Documents.update(filter, update)))
                    .compose(result -> result.getMatchedCount() == 0 && tries > 1
                            ? forget(id, list, time, number, tries - 1)
                            : Future.succeededFuture());
        });
    }

    Future<Void> kept(String machine, Kept kept) {
        var update = new JsonObject().put("$max", MachineForm.kept(kept));
        return written(List.of(Documents.update(Documents.id(machine), update)));
    }

    /** Nothing is written when there is nothing to remove. */
    Future<Void> prune(String id, long before) {
        return machine(id).compose(machine -> {
            var gone = new JsonObject();
            machine.ifPresent(one -> gone(one, before).forEach(path -> gone.put(path, "")));
            return gone.isEmpty()
                    ? Future.succeededFuture()
                    : written(List.of(Documents.update(Documents.id(id), new JsonObject().put("$unset", gone))));
        });
    }

    private static List<String> gone(Machine machine, long before) {
        List<String> gone = new ArrayList<>();
        List<Use> uses = machine.uses();
        for (int i = 0; i + 1 < uses.size(); i++) {
            // The one after it has to be old enough too: a schema is in use until the next one.
            if (uses.get(i + 1).since() < before) {
                gone.add("uses." + uses.get(i).since());
            }
        }
        machine.used().forEach((schema, hours) -> {
            if (hours.last() < Stretch.hourOf(before)) {
                gone.add("used." + schema);
            }
        });
        machine.damage().forEach((from, to) -> {
            if (to < before) {
                gone.add("damage." + from);
            }
        });
        return gone;
    }

    private Future<Void> written(List<BulkOperation> operations) {
        return operations.isEmpty()
                ? Future.succeededFuture()
                : documents.write(operations).mapEmpty();
    }
}
