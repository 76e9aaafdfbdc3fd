/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Files of earlier builds have their indexes in the order of serialized keys: such an index is made anew when the file is opened. */
final class OldIndexes {
    /** The order of {@link IndexKeyType}. The store keeps this number for those who use it; 0 is that of a new or an old file. */
    private static final int VERSION = 1;

    private OldIndexes() {}

    /** All or nothing: the one commit is at the end. */
    static void sorted(MVStore store) {
        if (store.getStoreVersion() == VERSION) {
            return;
        }
        store.executeFilestoreOperation(() -> store.getMapNames().stream()
                .filter(name -> name.contains(TypedDatabase.INDEX))
                .forEach(name -> sort(store, name)));
        store.setStoreVersion(VERSION);
        store.commit();
    }

    private static void sort(MVStore store, String name) {
        MVMap<KeyValue, Object> old = store.openMap(name);
        List<Map.Entry<KeyValue, Object>> entries = new ArrayList<>();
        old.cursor(null).forEachRemaining(key -> entries.add(Map.entry(key, old.get(key))));
        store.removeMap(old);
        MVMap<KeyValue, Object> sorted = TypedDatabase.index(store, name);
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    }
}
