/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.Map;

/**
 * A packed document.
 *
 * @param fence of the lease under which it was written
 * @param columns by their paths: those that were asked for and are there
 */
public record Tier(String id, long fence, Map<String, byte[]> columns) {
    /** The expected fence of a document that is not there yet. */
    public static final long ABSENT = -1;

    /**
     * Puts a document in the place of the one that is there, provided that nobody has written it since it was read.
     *
     * @param expected the fence that was read, or {@link #ABSENT}
     * @param fence of the lease of the one who writes
     */
    public record Write(String id, long expected, long fence, Map<String, byte[]> columns) {}
}
