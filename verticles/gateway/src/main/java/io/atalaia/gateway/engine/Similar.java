/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds names that somebody may have meant. */
public final class Similar {
    private static final int MOST = 3;

    private Similar() {}

    /** Up to three of the names, the most similar first; none when none is similar. */
    public static List<String> to(String wrong, Collection<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3) || contains(wrong, name))
                .sorted(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean contains(String wrong, String name) {
        return wrong.length() > 2 && name.toLowerCase(Locale.ROOT).contains(wrong.toLowerCase(Locale.ROOT));
    }

    /** How many letters must be changed, added or left out (Levenshtein 1965). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
