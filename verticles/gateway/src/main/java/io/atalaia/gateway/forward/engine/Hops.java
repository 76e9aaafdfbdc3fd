/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fields that concern one connection alone and go no further: RFC 9110, section 7.6.1. Names in lower case. */
public final class Hops {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info");

    /** Without these a message would mean something else. */
    private static final Set<String> INDISPENSABLE = Set.of("host", "content-length", "content-type", "authorization");

    private Hops() {}

    public static boolean isOne(String name) {
        return ALWAYS.contains(name);
    }

    /**
     * What the fields {@code Connection} name beside the usual.
     *
     * @return null when they name what no connection may take away
     */
    public static Set<String> named(List<String> connection) {
        if (connection.isEmpty() || connection.size() == 1 && isUsual(connection.get(0))) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String field : connection) {
            for (String name : field.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names.stream().anyMatch(INDISPENSABLE::contains) ? null : names;
    }

    private static boolean isUsual(String field) {
        return field.equalsIgnoreCase("keep-alive") || field.equalsIgnoreCase("close");
    }

    /** Whether they name a word. */
    public static boolean names(List<String> connection, String word) {
        for (String field : connection) {
            if (isUsual(field) ? field.equalsIgnoreCase(word) : isAmong(field, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(String field, String word) {
        for (String name : field.split(",", -1)) {
            if (name.strip().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
