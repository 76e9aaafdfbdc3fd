/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins objects of YAML. */
final class Joint {
    private Joint() {}

    /** A copy that can be changed, with its members in their order. */
    static Map<String, Object> object(Object value) {
        var object = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((key, member) -> object.put(key.toString(), member));
        return object;
    }

    /**
     * Adds what the part has to the whole, objects member by member.
     *
     * @throws IllegalStateException when both say something of one place
     */
    static void add(Map<String, Object> whole, Map<String, Object> part, String place) {
        part.forEach((key, value) -> {
            Object before = whole.get(key);
            if (before == null) {
                whole.put(key, value);
            } else if (before instanceof Map && value instanceof Map) {
                Map<String, Object> joined = object(before);
                add(joined, object(value), place + "/" + key);
                whole.put(key, joined);
            } else {
                throw new IllegalStateException("the API's description says two things of " + place + "/" + key);
            }
        });
    }

    /** The same all the way down, in which no two places share an object. */
    static Object copy(Object value) {
        if (value instanceof Map) {
            Map<String, Object> copy = object(value);
            copy.replaceAll((key, member) -> copy(member));
            return copy;
        }
        return value instanceof List<?> list
                ? new ArrayList<Object>(list.stream().map(Joint::copy).toList())
                : value;
    }
}
