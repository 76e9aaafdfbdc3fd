/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.Changes;
import io.atalaia.platform.access.MachineNote;
import io.atalaia.platform.access.MachineNotes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The collection {@code machine_notes}: a document for each machine of which something was said, its id the machine's. */
final class MongoMachineNotes implements MachineNotes {
    private static final String NAME = "name";
    private static final String VERSION = "version";

    private final ById documents;
    private final Changes changes;

    MongoMachineNotes(MongoClient mongo) {
        documents = new ById(mongo, "machine_notes");
        changes = new MongoChanges(mongo, "machine-notes");
    }

    @Override
    public Future<Optional<MachineNote>> find(String machine) {
        return documents.find(machine, MongoMachineNotes::read);
    }

    @Override
    public Future<List<MachineNote>> all() {
        return documents.all(MongoMachineNotes::read);
    }

    @Override
    public Future<Boolean> change(MachineNote from, MachineNote to) {
        var document = written(to);
        Future<Boolean> held = from.version() == 0
                ? documents.insert(document)
                : documents.set(ById.id(from.id()).put(VERSION, from.version()), without(document));
        return held.compose(written -> written ? changes.note().map(true) : Future.succeededFuture(false));
    }

    private static JsonObject without(JsonObject document) {
        document.remove(ById.ID);
        return document;
    }

    @Override
    public Future<Long> changes() {
        return changes.count();
    }

    /** Labels are a list of pairs: their names may hold dots, which the names of fields may not. */
    private static JsonObject written(MachineNote note) {
        var labels = new JsonArray();
        new TreeMap<>(note.labels())
                .forEach((name, value) ->
                        labels.add(new JsonObject().put(NAME, name).put("value", value)));
        return ById.id(note.id())
                .put(NAME, note.name())
                .put("labels", labels)
                .put("gone", note.gone())
                .put("into", note.into())
                .put(VERSION, note.version())
                .put("changed", note.changed())
                .put("changedBy", note.changedBy());
    }

    private static MachineNote read(JsonObject json) {
        Map<String, String> labels = new TreeMap<>();
        json.getJsonArray("labels").forEach(one -> {
            var label = (JsonObject) one;
            labels.put(label.getString(NAME), label.getString("value"));
        });
        return new MachineNote(
                json.getString(ById.ID),
                json.getString(NAME),
                labels,
                json.getLong("gone"),
                json.getString("into"),
                json.getLong(VERSION),
                json.getLong("changed"),
                json.getString("changedBy"));
    }
}
