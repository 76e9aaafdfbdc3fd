/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.bson.BinData;
import java.util.Collection;
import java.util.Map;

/** About how many bytes a value takes. */
final class Weight {
    private static final long OF_A_FIELD = 16;

    private Weight() {}

    static long of(Object value) {
        if (value instanceof BinData binary) {
            return binary.getData().length;
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Map<?, ?> map) {
            long bytes = OF_A_FIELD;
            for (Object one : map.values()) {
                bytes += OF_A_FIELD + of(one);
            }
            return bytes;
        }
        long bytes = OF_A_FIELD;
        if (value instanceof Collection<?> list) {
            for (Object one : list) {
                bytes += of(one);
            }
        }
        return bytes;
    }
}
