/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.engine.KnownSchema;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas in use, remembered: they never change. Used from one event loop. */
public final class Schemas {
    /** Of 10,000 series each they would take 1 GB; of 150 as usual, 30 MB. */
    private static final int MOST_REMEMBERED_SERIES = 500_000;

    private final SampleStore store;
    private final LinkedHashMap<String, KnownSchema> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private int series;

    public Schemas(SampleStore store) {
        this.store = store;
    }

    /** Fails with 409 when the schema is not known. */
    Future<KnownSchema> known(String hash) {
        return all(List.of(hash)).map(found -> {
            if (found.isEmpty()) {
                throw new Fault(Fault.CONFLICT, "storage does not know the schema " + hash + ", introduce it first");
            }
            return found.get(hash);
        });
    }

    /** Those that are known among these, by hash. */
    Future<Map<String, KnownSchema>> all(Collection<String> hashes) {
        Map<String, KnownSchema> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String hash : hashes) {
            KnownSchema schema = remembered.get(hash);
            if (schema == null) {
                missing.add(hash);
            } else {
                found.put(hash, schema);
            }
        }
        if (missing.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return store.schemas(missing).map(read -> {
            read.stream().map(KnownSchema::of).forEach(schema -> {
                found.put(schema.schema().hash(), schema);
                remember(schema);
            });
            return found;
        });
    }

    private void remember(KnownSchema schema) {
        if (remembered.put(schema.schema().hash(), schema) == null) {
            series += schema.ids().size();
        }
        var oldest = remembered.values().iterator();
        while (series > MOST_REMEMBERED_SERIES && remembered.size() > 1) {
            series -= oldest.next().ids().size();
            oldest.remove();
        }
    }
}
