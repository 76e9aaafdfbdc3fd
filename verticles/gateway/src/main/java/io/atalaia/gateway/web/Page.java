/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a long list.
 *
 * @param next what to give as {@code after} for the part that follows; null at the end
 */
record Page<T>(List<T> items, String next) {

    /** The whole of a short list. */
    static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * @param sorted by key
     * @param after the cursor that was given, or null for the first part
     */
    static <T> Page<T> of(List<T> sorted, Function<T, String> key, String after, int limit) {
        String last = after == null ? "" : decoded(after);
        List<T> rest = sorted.stream()
                .filter(item -> after == null || key.apply(item).compareTo(last) > 0)
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, limit), encoded(key.apply(rest.get(limit - 1))));
    }

    static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrongCursor();
        }
    }

    static Problem wrongCursor() {
        return Problem.bad("after", "parameter 'after' must be what an earlier answer gave as 'next'");
    }
}
