/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.storage.service.SampleStore.FleetState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one document of the collection {@code packing}: which hours of the fleet are to be written, and from when on they are
 * kept. {@code v} changes with every note; a unique index over {@code _id} and {@code v} makes comparing and setting cheap.
 */
final class FleetDocument {
    static final String COLLECTION = "packing";
    private static final String ID = "fleet";
    private static final int TRIES = 8;

    private final Documents documents;

    FleetDocument(Documents documents) {
        this.documents = documents;
    }

    Future<FleetState> read() {
        return document().map(found -> {
            Map<Long, Long> touched = new HashMap<>();
            found.getJsonObject("touched", new JsonObject())
                    .forEach(
                            hour -> touched.put(Long.parseLong(hour.getKey()), ((Number) hour.getValue()).longValue()));
            return new FleetState(touched, found.getLong("from", 0L));
        });
    }

    private Future<JsonObject> document() {
        return documents
                .byIds(List.of(ID), new JsonObject())
                .map(found -> found.isEmpty() ? new JsonObject().put("v", 0L) : found.get(0));
    }

    Future<Void> note(Collection<Long> hours) {
        if (hours.isEmpty()) {
            return Future.succeededFuture();
        }
        var numbers = new JsonObject().put("v", 1L);
        hours.forEach(hour -> numbers.put("touched." + hour, 1L));
        return update(new JsonObject().put("$inc", numbers));
    }

    Future<Void> kept(long hour) {
        return update(new JsonObject().put("$max", new JsonObject().put("from", hour)));
    }

    private Future<Void> update(JsonObject update) {
        return documents
                .write(List.of(Documents.upsert(Documents.id(ID), update)))
                .mapEmpty();
    }

    Future<Void> forget(long hour, long number) {
        return forget(hour, number, TRIES);
    }

    private Future<Void> forget(long hour, long number, int tries) {
        return document().compose(found -> {
            Long noted = found.getJsonObject("touched", new JsonObject()).getLong(Long.toString(hour));
            if (!Long.valueOf(number).equals(noted)) {
                return Future.succeededFuture();
            }
            var update = new JsonObject()
                    .put("$unset", new JsonObject().put("touched." + hour, ""))
                    .put("$inc", new JsonObject().put("v", 1L));
            return documents
                    .write(List.of(Documents.update(Documents.id(ID).put("v", found.getLong("v")), update)))
                    .compose(result -> result.getMatchedCount() == 0 && tries > 1
                            ? forget(hour, number, tries - 1)
                            : Future.succeededFuture());
        });
    }
}
