/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.machine.MachineFacts;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** The labels that every series of a machine gets: what it is called, and the words of its operator. */
final class Marks {
    private static final String OPERATOR = "label_";
    /** Labels that node_exporter's series have; they are taken also where a machine's own series are not known at the moment. */
    private static final Set<String> COMMON = Set.of(
            "chip",
            "cpu",
            "device",
            "devices",
            "fstype",
            "info",
            "le",
            "mode",
            "mountpoint",
            "quantile",
            "reason",
            "sensor",
            "state",
            "type");

    private Marks() {}

    /**
     * The text behind the opening brace. A word of the operator gives way to a label of the machine's series, on all series of the
     * machine alike, and goes on as {@code label_NAME}.
     *
     * @param taken the names of the labels of the machine's series
     */
    static String of(MachineFacts facts, Set<String> taken) {
        var out = new StringBuilder();
        Text.label(out, "machine", facts.id());
        out.append(',');
        Text.label(out, "instance", facts.name());
        var used = new HashSet<>(taken);
        used.addAll(COMMON);
        used.addAll(Arrangement.OURS);
        new TreeMap<>(facts.labels()).forEach((name, value) -> {
            String plain = Text.asLabel(name);
            boolean free = Text.label(plain) && !plain.startsWith("__") && !used.contains(plain);
            String found = free ? plain : Arrangement.free(OPERATOR, plain, used);
            used.add(found);
            out.append(',');
            Text.label(out, found, value);
        });
        return out.toString();
    }
}
