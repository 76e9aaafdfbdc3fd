/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The members of a JSON object in a body; each problem names the member and the rule. */
final class Members {
    private final JsonObject object;
    /** In front of a member's name where the object lies in another. */
    private final String path;

    private Members(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @param known the members that it may have */
    static Members of(Buffer body, Set<String> known) {
        JsonObject object;
        try {
            object = body == null ? null : body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            object = null;
        }
        if (object == null) {
            throw new Problem(Fault.BAD_REQUEST, "the body must be a JSON object");
        }
        return checked(object, known, "");
    }

    private static Members checked(JsonObject object, Set<String> known, String path) {
        for (String name : object.fieldNames()) {
            if (!known.contains(name)) {
                throw Problem.bad(
                        path + name,
                        "there is no member '" + path + name + "'; there are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
        return new Members(object, path);
    }

    private Problem must(String name, String be) {
        return Problem.bad(path + name, "member '" + path + name + "' must be " + be);
    }

    boolean has(String name) {
        return object.getValue(name) != null;
    }

    /** Null when it is left out. */
    String text(String name) {
        Object value = object.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw must(name, "a text");
        }
        return (String) value;
    }

    int number(String name, int otherwise) {
        long value = number(name, (long) otherwise);
        if (value != (int) value) {
            throw must(name, "a smaller number");
        }
        return (int) value;
    }

    long number(String name, long otherwise) {
        Object value = object.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw must(name, "a whole number");
    }

    /** False when it is left out. */
    boolean truth(String name) {
        Object value = object.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            throw must(name, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    /** Null when it is left out. */
    List<String> texts(String name) {
        Object value = object.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
            return array.stream().map(String.class::cast).toList();
        }
        throw must(name, "a list of texts");
    }

    /** Null when it is left out. */
    Map<String, String> pairs(String name) {
        Object value = object.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonObject inner && inner.stream().allMatch(pair -> pair.getValue() instanceof String)) {
            Map<String, String> pairs = new TreeMap<>();
            inner.forEach(pair -> pairs.put(pair.getKey(), (String) pair.getValue()));
            return pairs;
        }
        throw must(name, "an object of texts");
    }

    /** None when it is left out. */
    List<Members> objects(String name, Set<String> known) {
        Object value = object.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(JsonObject.class::isInstance)) {
            throw must(name, "a list of objects");
        }
        List<Members> inner = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            inner.add(checked(array.getJsonObject(i), known, path + name + "[" + i + "]."));
        }
        return inner;
    }
}
