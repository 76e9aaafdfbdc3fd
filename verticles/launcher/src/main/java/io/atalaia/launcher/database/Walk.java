/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Answers {@code find({_id: {$gt: …}}).sort({_id: 1}).limit(n)} from the order in which the store keeps its keys. The server itself
 * would read the whole collection into memory for each such question; this reads what it answers, from a version of the map that
 * nobody changes, and so disturbs no write.
 */
final class Walk {
    private static final String MAPS = "databases.";
    /** A message of the protocol has 48 MB at most; an answer may be shorter than the limit but never empty before the end. */
    private static final long MOST_BYTES = 8L << 20;

    private final MVStore store;

    Walk(MVStore store) {
        this.store = store;
    }

    /** Empty for every other question. */
    Optional<Document> answer(String database, String command, Document query) {
        if (!command.equals("find") || query.containsKey("skip") || query.containsKey("projection")) {
            return Optional.empty();
        }
        String name = database + "." + query.get("find");
        return after(query)
                .filter(from -> query.get("limit") instanceof Number && store.hasMap(MAPS + name))
                .map(from -> answer(name, from, ((Number) query.get("limit")).intValue()));
    }

    private static Optional<String> after(Document query) {
        boolean byId = query.get("sort") instanceof Document sort
                && sort.size() == 1
                && sort.get("_id") instanceof Number order
                && order.intValue() == 1;
        return byId
                        && query.get("filter") instanceof Document filter
                        && filter.size() == 1
                        && filter.get("_id") instanceof Document id
                        && id.size() == 1
                        && id.get("$gt") instanceof String after
                ? Optional.of(after)
                : Optional.empty();
    }

    private Document answer(String name, String after, int limit) {
        MVMap<Object, Document> map = store.openMap(MAPS + name);
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        var cursor = map.cursor(after);
        while (cursor.hasNext() && batch.size() < limit && bytes < MOST_BYTES) {
            if (cursor.next() instanceof String key && !key.equals(after)) {
                batch.add(cursor.getValue());
                bytes += Weight.of(cursor.getValue());
            }
        }
        return new Document("cursor", new Document("id", 0L).append("ns", name).append("firstBatch", batch))
                .append("ok", 1.0);
    }
}
