/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What {@code GET /api/v1/cluster} says, as a table for people. */
final class NodeTable {
    private static final List<String> HEADINGS = List.of("NODE", "ADDRESS", "VERSION", "SEES", "STATE", "LAG", "ROLES");

    private final JsonNode cluster;

    NodeTable(JsonNode cluster) {
        this.cluster = cluster;
    }

    void print(PrintStream out) {
        out.println(summary());
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        cluster.path("nodes").forEach(node -> rows.add(row(node)));
        int[] widths = new int[HEADINGS.size()];
        for (var row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
        cluster.path("silent")
                .forEach(node -> out.println(node.path("name").asText() + ": silent, "
                        + node.path("why").asText()));
    }

    private String summary() {
        int size = cluster.path("size").asInt();
        String count = size + " of " + cluster.path("expected").asInt() + " nodes answer";
        return cluster.path("degraded").asBoolean()
                ? count + "; DEGRADED: " + cluster.path("why").asText()
                : count;
    }

    private static List<String> row(JsonNode node) {
        return List.of(
                node.path("name").asText() + (node.path("self").asBoolean() ? "*" : ""),
                node.path("address").asText(),
                node.path("version").asText(),
                String.valueOf(seen(node)),
                state(node),
                String.format(Locale.ROOT, "%.0f ms", node.path("loopLagMillis").asDouble()),
                roles(node));
    }

    /** How many nodes answer it, itself included. */
    private static int seen(JsonNode node) {
        int count = 0;
        for (JsonNode other : node.path("sees")) {
            count += other.path("answers").asBoolean() ? 1 : 0;
        }
        return count;
    }

    private static String state(JsonNode node) {
        var states = new StringJoiner(", ");
        states.setEmptyValue("ok");
        if (node.path("degraded").asBoolean()) {
            states.add("degraded");
        }
        if (node.path("draining").asBoolean()) {
            states.add("draining");
        }
        return states.toString();
    }

    static String roles(JsonNode node) {
        var roles = new StringJoiner(", ");
        roles.setEmptyValue("none");
        for (JsonNode role : node.path("roles")) {
            int instances = role.path("instances").asInt();
            roles.add(role.path("role").asText() + (instances > 1 ? " x " + instances : ""));
        }
        return roles.toString();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
