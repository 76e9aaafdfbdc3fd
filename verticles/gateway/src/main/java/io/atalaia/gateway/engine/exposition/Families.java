/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.series.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The metrics whose type and text are known, read from {@code families.tsv} beside this class. */
final class Families {
    private static final String UNTYPED = "untyped";
    private static final String UNKNOWN = "Sampled on the machine or sent by a program.";
    private static final Map<String, Family> KNOWN = read();

    private Families() {}

    /** @param kinds those of the machines that have the metric; where they do not agree it has no type */
    static Family of(String name, Set<Kind> kinds) {
        Family known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        String type = kinds.size() == 1 ? kinds.iterator().next().name().toLowerCase(Locale.ROOT) : UNTYPED;
        return new Family(name, type, UNKNOWN);
    }

    private static Map<String, Family> read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(Families.class.getResourceAsStream("families.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .map(parts -> new Family(parts[0], parts[1], parts[2]))
                    .collect(Collectors.toUnmodifiableMap(Family::name, family -> family));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
