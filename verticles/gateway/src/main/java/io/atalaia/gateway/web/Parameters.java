/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The query parameters of a request; each problem names the parameter and the rule. */
final class Parameters {
    private static final int MOST = 200;
    private final MultiMap all;

    private Parameters(MultiMap all) {
        this.all = all;
    }

    /**
     * The parameters of a request that is answered in JSON; what is read has {@link Fields} besides.
     *
     * @param once parameters that may be given once
     * @param many those that may be repeated
     * @param prefix of further parameters that may be given once each; null when there are none
     */
    @CanIgnoreReturnValue
    static Parameters of(RoutingContext context, Set<String> once, Set<String> many, String prefix) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return plain(context, once, many, prefix);
        }
        var known = new TreeSet<>(once);
        known.add(Fields.NAME);
        Parameters parameters = plain(context, known, many, prefix);
        String fields = parameters.text(Fields.NAME, null);
        if (fields != null) {
            Fields.note(context, fields);
        }
        return parameters;
    }

    /** The same of a request that is answered in another form. */
    static Parameters plain(RoutingContext context, Set<String> once, Set<String> many, String prefix) {
        MultiMap all = context.queryParams();
        if (all.size() > MOST) {
            throw new Problem(400, "a request has at most " + MOST + " parameters");
        }
        for (String name : all.names()) {
            boolean prefixed = prefix != null && name.startsWith(prefix) && name.length() > prefix.length();
            if (!once.contains(name) && !many.contains(name) && !prefixed) {
                throw Problem.bad(name, unknown(name, once, many, prefix));
            }
            if (!many.contains(name) && all.getAll(name).size() > 1) {
                throw Problem.bad(name, "parameter '" + name + "' may be given only once");
            }
        }
        return new Parameters(all);
    }

    /** For requests that take no parameters. */
    static void none(RoutingContext context) {
        of(context, Set.of(), Set.of(), null);
    }

    private static String unknown(String name, Set<String> once, Set<String> many, String prefix) {
        var known = new TreeSet<>(once);
        known.addAll(many);
        if (prefix != null) {
            known.add(prefix + "NAME");
        }
        return "there is no parameter '" + name + "'"
                + (known.isEmpty() ? "; this takes none" : "; there are " + String.join(", ", known));
    }

    /** For what cannot be had together with what else was asked. */
    void none(String name, String detail) {
        if (all.contains(name)) {
            throw Problem.bad(name, detail);
        }
    }

    String text(String name, String otherwise) {
        String value = all.get(name);
        return value == null ? otherwise : value;
    }

    String required(String name) {
        String value = all.get(name);
        if (value == null || value.isBlank()) {
            throw Problem.bad(name, "parameter '" + name + "' is required");
        }
        return value;
    }

    /** False when it is left out. */
    boolean truth(String name) {
        return switch (text(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.bad(name, "parameter '" + name + "' must be true or false");
        };
    }

    /** @param most how many values the parameter may have; at least one is required */
    List<String> list(String name, int most) {
        List<String> values = all.getAll(name);
        if (values.isEmpty() || values.size() > most || values.stream().anyMatch(String::isBlank)) {
            throw Problem.bad(name, "parameter '" + name + "' must be given 1 to " + most + " times");
        }
        return List.copyOf(values);
    }

    /** @param most how many values the parameter may have; none is as good as any */
    List<String> listed(String name, int most) {
        return all.contains(name) ? list(name, most) : List.of();
    }

    Map<String, String> prefixed(String prefix) {
        var found = new TreeMap<String, String>();
        for (String name : all.names()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), all.get(name));
            }
        }
        return found;
    }

    int number(String name, int otherwise, int least, int most) {
        String value = all.get(name);
        return value == null ? otherwise : number(name, "parameter", value, least, most);
    }

    static int number(String name, String what, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the rule, which is the same for what is no number
        }
        throw Problem.bad(name, what + " '" + name + "' must be a whole number from " + least + " to " + most);
    }

    /** Epoch milliseconds, given so or in ISO 8601. */
    long time(String name, long otherwise) {
        String value = all.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.chars().allMatch(Character::isDigit) ? Long.parseLong(value) : iso(value);
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw Problem.bad(
                    name,
                    "parameter '" + name
                            + "' must be a time in ISO 8601 such as 2026-01-31T12:00:00Z, or in epoch milliseconds");
        }
    }

    /** A plus sign that was not escaped arrives as a space. */
    private static long iso(String value) {
        Instant instant = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        return instant.toEpochMilli();
    }
}
