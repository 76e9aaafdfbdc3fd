/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is known of every machine, also of those that are offline or that another gateway looks after. */
final class Overview {
    /** No series of a machine may begin so. */
    static final String PREFIX = "atalaia_machine_";

    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    private Overview() {}

    static List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(info());
        gauge(parts, "up", "Whether samples of the machine arrive", headline -> up(headline) ? 1.0 : 0.0);
        gauge(parts, "state", "0 Normal, 1 Alert, 2 Critical, 3 Offline", headline ->
                (double) headline.state().ordinal());
        gauge(
                parts,
                "last_seen_timestamp_seconds",
                "When the machine was sampled last, by its own clock",
                headline -> headline.time() == 0 ? null : Double.valueOf(headline.time() / MILLIS));
        ratio(parts, "cpu_used_ratio", "Share of all processors that worked", Headline::cpu);
        ratio(parts, "memory_used_ratio", "Share of the memory that is not available", Headline::memory);
        ratio(parts, "swap_used_ratio", "Share of the swap space in use", Headline::swap);
        ratio(parts, "disk_used_ratio", "Share in use of the fullest volume", Headline::disk);
        gauge(parts, "network_receive_bytes_per_second", "All network cards but the loopback", Headline::receive);
        gauge(parts, "network_transmit_bytes_per_second", "All network cards but the loopback", Headline::transmit);
        gauge(parts, "disk_read_bytes_per_second", "All disks", Headline::diskRead);
        gauge(parts, "disk_written_bytes_per_second", "All disks", Headline::diskWrite);
        gauge(parts, "temperature_celsius", "The hottest sensor", Headline::temperature);
        gauge(parts, "load1", "Tasks that run or wait, averaged over a minute", Headline::load1);
        gauge(parts, "uptime_seconds", "Since the machine started", Headline::uptime);
        return parts;
    }

    private static boolean up(Headline headline) {
        return headline.state() != State.OFFLINE;
    }

    private static void ratio(List<Part> parts, String name, String help, Function<Headline, Double> percent) {
        gauge(parts, name, help, headline -> {
            Double value = percent.apply(headline);
            return value == null ? null : value / PERCENT;
        });
    }

    private static void gauge(List<Part> parts, String name, String help, Function<Headline, Double> figure) {
        var family = new Family(PREFIX + name, "gauge", help);
        parts.add(new Part(family, (out, row) -> {
            Double value = figure.apply(row.machine().headline());
            if (value != null && !value.isNaN()) {
                row.line(out, family.name(), "", value);
            }
        }));
    }

    private static Part info() {
        var family = new Family(PREFIX + "info", "gauge", "Always 1; the labels say what the machine is");
        return new Part(
                family,
                (out, row) -> row.line(out, family.name(), what(row.machine().facts()), 1));
    }

    private static String what(MachineFacts facts) {
        var out = new StringBuilder();
        also(out, facts, "kind", facts.kind());
        also(out, facts, "os", facts.os());
        also(out, facts, "kernel", facts.kernel());
        also(out, facts, "architecture", facts.architecture());
        also(out, facts, "cpu_model", facts.cpuModel());
        also(out, facts, "agent_version", facts.agentVersion());
        return out.toString();
    }

    /** A word that the operator uses too is the operator's. */
    private static void also(StringBuilder out, MachineFacts facts, String name, String value) {
        boolean theirs = facts.labels().keySet().stream()
                .anyMatch(label -> Text.asLabel(label).equals(name));
        out.append(',');
        Text.label(out, theirs ? "machine_" + name : name, value == null ? "" : value);
    }
}
