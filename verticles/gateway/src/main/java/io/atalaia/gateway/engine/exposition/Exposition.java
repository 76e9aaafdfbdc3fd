/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.series.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The newest values of a fleet as text, family by family, given out piece by piece. For one thread at a time; works on the
 * samples that it was given, however long that takes.
 */
public final class Exposition {
    private final List<Part.Row> rows = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private int part;
    private int row;
    private boolean headed;

    /** @param wanted which metrics are wanted, by name */
    public Exposition(List<Shown> machines, Predicate<String> wanted) {
        var arrangements = new HashMap<String, Arrangement>();
        for (Shown machine : machines) {
            rows.add(row(machine, arrangements, wanted));
        }
        Overview.parts().stream()
                .filter(one -> wanted.test(one.family().name()))
                .forEach(parts::add);
        metrics(arrangements)
                .forEach((metric, kinds) ->
                        parts.add(new Part(Families.of(metric, kinds), (out, machine) -> machine.lines(out, metric))));
    }

    private static Part.Row row(Shown machine, Map<String, Arrangement> arrangements, Predicate<String> wanted) {
        if (machine.schema() == null) {
            return new Part.Row(machine, Marks.of(machine.facts(), Set.of()), null);
        }
        Arrangement arrangement = arrangements.computeIfAbsent(
                machine.schema().hash(),
                named -> new Arrangement(
                        machine.schema(), name -> !name.startsWith(Overview.PREFIX) && wanted.test(name)));
        String marks = Marks.of(machine.facts(), arrangement.labelNames());
        return new Part.Row(machine, marks, machine.sample() == null ? null : arrangement);
    }

    private static Map<String, Set<Kind>> metrics(Map<String, Arrangement> arrangements) {
        var found = new TreeMap<String, Set<Kind>>();
        arrangements.values().forEach(arrangement -> arrangement
                .metrics()
                .forEach((metric, kind) -> found.computeIfAbsent(metric, named -> EnumSet.noneOf(Kind.class))
                        .add(kind)));
        return found;
    }

    /**
     * Appends lines until there are enough signs.
     *
     * @return whether there is more
     */
    public boolean write(StringBuilder out, int enough) {
        while (part < parts.size() && out.length() < enough) {
            if (row == rows.size()) {
                part++;
                row = 0;
                headed = false;
            } else {
                write(out, parts.get(part), rows.get(row++));
            }
        }
        return part < parts.size();
    }

    /** The comment lines come with the first machine that has the metric. */
    private void write(StringBuilder out, Part one, Part.Row machine) {
        int begin = out.length();
        if (!headed) {
            one.family().writeTo(out);
        }
        int comment = out.length();
        one.lines().write(out, machine);
        if (out.length() == comment) {
            out.setLength(begin);
        } else {
            headed = true;
        }
    }
}
