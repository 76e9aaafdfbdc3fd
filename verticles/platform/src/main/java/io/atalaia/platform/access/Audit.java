/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.List;

/** Who did what. Entries are added, never changed, and removed by their age alone. Futures fail when the database is out of reach. */
public interface Audit {

    Future<Void> add(AuditEntry entry);

    /**
     * The newest entries first.
     *
     * @param after what an earlier page gave as {@code next}; empty for the first page
     * @param limit 1 to 500
     * @return fails with an {@link IllegalArgumentException} when {@code after} is none of ours
     */
    Future<Part> newest(String after, int limit);

    /**
     * Removes the oldest days on which everything is older than this instant, a few at a time.
     *
     * @return how many days were removed
     */
    Future<Integer> trim(long olderThan);

    /** @param next empty at the end */
    record Part(List<AuditEntry> entries, String next) {
        public Part {
            entries = List.copyOf(entries);
        }
    }
}
