/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.platform.bus.Fault;
import java.util.Map;
import java.util.regex.Pattern;

/** How names and labels of machines may look that operators give. */
final class NoteRules {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_LABELS = 32;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,62}");

    private NoteRules() {}

    /** Without the space around it. */
    static String name(String typed) {
        String name = typed.strip();
        if (name.length() > LONGEST_NAME || unprintable(name)) {
            throw bad("member 'name' must have at most " + LONGEST_NAME + " signs in one line; none takes it away");
        }
        return name;
    }

    /** @param labels null when they stay as they are */
    static void labels(Map<String, String> labels) {
        if (labels == null) {
            return;
        }
        if (labels.size() > MOST_LABELS) {
            throw bad("member 'labels' must have at most " + MOST_LABELS + " labels");
        }
        labels.forEach((name, value) -> {
            if (!LABEL.matcher(name).matches()) {
                throw bad(
                        "member 'labels' must have names of 1 to 63 letters, digits, '_', '.' and '-', a letter or '_' first");
            }
            if (value.isBlank() || value.length() > LONGEST_VALUE || unprintable(value)) {
                throw bad("member 'labels' must have values of 1 to " + LONGEST_VALUE + " signs in one line");
            }
        });
    }

    private static boolean unprintable(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static Fault bad(String detail) {
        return new Fault(Fault.BAD_REQUEST, detail);
    }
}
