/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Makes what programs call things into names that everything else understands. */
public final class GuestNames {
    static final int LONGEST_CLIENT = 100;
    static final int LONGEST_METRIC = 200;
    static final int LONGEST_ID = 64;
    static final int MOST_LABELS = 16;
    static final int LONGEST_LABEL = 100;
    static final int LONGEST_LABEL_VALUE = 200;

    private GuestNames() {}

    /** The machine id of a program: always the same for the same name. */
    public static String machine(String client) {
        return UUID.nameUUIDFromBytes(("atalaia guest " + client).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String client(String name) {
        String client = name.strip();
        if (client.isEmpty() || client.length() > LONGEST_CLIENT) {
            throw Refusal.bad("client: must have 1 to " + LONGEST_CLIENT + " signs");
        }
        return withoutControls(client);
    }

    static String id(String id) {
        if (id.length() > LONGEST_ID || !id.equals(withoutControls(id))) {
            throw Refusal.bad("id: must have at most " + LONGEST_ID + " signs, none of them a control character");
        }
        return id;
    }

    /** Signs other than letters, digits and underscores become underscores; a name that begins with a digit gets one before it. */
    static String valid(String name) {
        var valid = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char sign = name.charAt(i);
            boolean digit = sign >= '0' && sign <= '9';
            if (i == 0 && digit) {
                valid.append('_');
            }
            boolean letter = sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
            valid.append(letter || digit ? sign : '_');
        }
        return valid.toString();
    }

    static String metric(String name) {
        if (name.isBlank() || name.length() > LONGEST_METRIC) {
            throw Refusal.bad("metrics: a name must have 1 to " + LONGEST_METRIC + " signs");
        }
        return valid(name);
    }

    static Map<String, String> labels(Map<String, String> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        if (given.size() > MOST_LABELS) {
            throw Refusal.bad("labels: at most " + MOST_LABELS);
        }
        var labels = new HashMap<String, String>();
        given.forEach((name, value) -> {
            if (name.isBlank() || name.length() > LONGEST_LABEL) {
                throw Refusal.bad("labels: a name must have 1 to " + LONGEST_LABEL + " signs");
            }
            if (value.length() > LONGEST_LABEL_VALUE) {
                throw Refusal.bad("labels." + name + ": must have at most " + LONGEST_LABEL_VALUE + " signs");
            }
            if (labels.put(valid(name), withoutControls(value)) != null) {
                throw Refusal.bad("labels." + name + ": is the same label as another once its name is made valid");
            }
        });
        return labels;
    }

    /** By Prometheus' convention a total ends with {@code _total}. */
    static Series series(String metric, Map<String, String> labels) {
        return new Series(metric, labels, metric.endsWith("_total") ? Kind.COUNTER : Kind.GAUGE);
    }

    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return text.replaceAll("\\p{Cntrl}", "_");
            }
        }
        return text;
    }
}
