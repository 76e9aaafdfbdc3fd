/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.gateway.access.engine.CookieNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What becomes of cookies: ours go nowhere, and those of a service stay under its own path. RFC 6265. */
public final class Cookies {
    private Cookies() {}

    /** A field {@code Cookie} without ours; null when nothing is left of it. */
    public static String withoutOurs(String field) {
        if (!CookieNames.mayHold(field)) {
            return field;
        }
        List<String> kept = new ArrayList<>();
        for (String pair : field.split(";", -1)) {
            if (!isOurs(pair)) {
                kept.add(pair.strip());
            }
        }
        return kept.isEmpty() ? null : String.join("; ", kept);
    }

    /** Whether a field {@code Cookie} holds one of ours. */
    public static boolean holdsOurs(String field) {
        return CookieNames.mayHold(field)
                && List.of(field.split(";", -1)).stream().anyMatch(Cookies::isOurs);
    }

    private static boolean isOurs(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        return CookieNames.isOurs(name.strip());
    }

    /**
     * A field {@code Set-Cookie} as the client gets it: under the service's path, and for no other host.
     *
     * @param prefix {@code /name}
     * @return null for one of ours, which no service may set
     */
    public static String under(String prefix, String field) {
        String[] parts = field.split(";", -1);
        if (isOurs(parts[0])) {
            return null;
        }
        List<String> kept = new ArrayList<>();
        kept.add(parts[0].strip());
        for (int at = 1; at < parts.length; at++) {
            String attribute = parts[at].strip();
            String lower = attribute.toLowerCase(Locale.ROOT);
            if (lower.startsWith("path=")) {
                kept.add("Path="
                        + Redirects.under(
                                prefix, attribute.substring("path=".length()).strip()));
            } else if (!lower.startsWith("domain=")) {
                kept.add(attribute);
            }
        }
        return String.join("; ", kept);
    }
}
