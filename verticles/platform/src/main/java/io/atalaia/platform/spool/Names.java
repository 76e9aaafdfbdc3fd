/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How the files of a spool are called. */
final class Names {
    static final String JOURNAL = ".journal";
    static final String SEALED = ".sealed";
    static final String SCHEMA = ".schema";
    static final String CORRUPT = ".corrupt";
    static final String EVENTS = "events";

    private static final Pattern NUMBERED = Pattern.compile("(\\d{16})(\\.[a-z]+)");

    private Names() {}

    /** Sixteen digits, the same in every language: the order of names is the order of numbers. */
    static String of(long number, String kind) {
        return String.format(Locale.ROOT, "%016d", number) + kind;
    }

    static OptionalLong number(String name, String kind) {
        var numbered = NUMBERED.matcher(name);
        return numbered.matches() && numbered.group(2).equals(kind)
                ? OptionalLong.of(Long.parseLong(numbered.group(1)))
                : OptionalLong.empty();
    }
}
