/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes as vertx-mongo-client takes and gives them, and documents of them as flat paths. */
final class Binary {
    private static final String BINARY = "$binary";

    private Binary() {}

    /** In bulk updates the client reads extended JSON: standard base64 and a subtype in hexadecimal. */
    static JsonObject of(byte[] bytes) {
        return new JsonObject()
                .put(BINARY, Base64.getEncoder().encodeToString(bytes))
                .put("$type", "00");
    }

    /** In whole documents bytes go as they are. */
    static JsonObject whole(byte[] bytes) {
        return new JsonObject().put(BINARY, bytes);
    }

    static byte[] bytes(JsonObject binary) {
        Object value = binary.getValue(BINARY);
        return value instanceof byte[] bytes ? bytes : binary.getBinary(BINARY);
    }

    /** Every binary in a document by its path, words joined by dots. */
    static Map<String, byte[]> flat(JsonObject document) {
        Map<String, byte[]> flat = new LinkedHashMap<>();
        collect("", document, flat);
        return flat;
    }

    private static void collect(String prefix, JsonObject document, Map<String, byte[]> flat) {
        document.forEach(entry -> {
            if (entry.getValue() instanceof JsonObject inner) {
                if (inner.containsKey(BINARY)) {
                    flat.put(prefix + entry.getKey(), bytes(inner));
                } else {
                    collect(prefix + entry.getKey() + ".", inner, flat);
                }
            }
        });
    }
}
