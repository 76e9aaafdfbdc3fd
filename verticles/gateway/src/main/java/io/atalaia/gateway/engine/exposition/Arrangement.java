/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A schema, read once for all machines that have it: where the series of each metric stand, and their labels as text. */
final class Arrangement {
    /** What Prometheus and we say of every series; a series' own label of such a name goes on as Prometheus renames it. */
    static final Set<String> OURS = Set.of("machine", "instance", "job");

    private static final String RENAMED = "exported_";

    private final List<Series> series;
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final String[] labels;
    private final Set<String> names = new HashSet<>();

    /** @param wanted metrics; the others are as if they were not there */
    Arrangement(Schema schema, Predicate<String> wanted) {
        series = schema.series();
        labels = new String[series.size()];
        for (int place = 0; place < labels.length; place++) {
            Series one = series.get(place);
            if (Text.metric(one.name())) {
                // Also of what is not wanted: a filter must not change what labels are called.
                labels[place] = text(one.labels());
                if (wanted.test(one.name())) {
                    places.computeIfAbsent(one.name(), named -> new ArrayList<>())
                            .add(place);
                }
            }
        }
    }

    private String text(Map<String, String> own) {
        var renamed = new TreeMap<String, String>();
        var clashing = new TreeMap<String, String>();
        own.forEach((name, value) -> {
            boolean free = Text.label(name) && !name.startsWith("__") && !OURS.contains(name);
            (free ? renamed : clashing).put(name, value);
        });
        clashing.forEach((name, value) -> renamed.put(free(RENAMED, Text.asLabel(name), renamed.keySet()), value));
        names.addAll(renamed.keySet());
        var out = new StringBuilder();
        renamed.forEach((name, value) -> {
            out.append(',');
            Text.label(out, name, value);
        });
        return out.toString();
    }

    /** The name behind the prefix, which is repeated until nobody has that name. */
    static String free(String prefix, String name, Set<String> taken) {
        String found = prefix + name;
        while (taken.contains(found)) {
            found = prefix + found;
        }
        return found;
    }

    /** The metrics that it has, with how they are to be read. */
    Map<String, Kind> metrics() {
        var kinds = new HashMap<String, Kind>();
        places.forEach((metric, all) -> kinds.put(metric, series.get(all.get(0)).kind()));
        return kinds;
    }

    /** The names of all labels of its series. */
    Set<String> labelNames() {
        return names;
    }

    List<Integer> places(String metric) {
        return places.getOrDefault(metric, List.of());
    }

    /** The labels at a place, each behind a comma. */
    String labels(int place) {
        return labels[place];
    }
}
