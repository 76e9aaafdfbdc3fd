/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.bench.faults.hubs.Running;

/** How the hubs themselves say that the cluster stands. */
final class View {
    private static final String PATH = "/api/v1/cluster";

    private final Stage stage;

    View(Stage stage) {
        this.stage = stage;
    }

    /** Whether every other hub knows that this one does not answer on the bus. */
    boolean isMissed(String name) {
        return stage.others(name).stream().allMatch(other -> stage.get(other, PATH)
                .map(answer -> misses(answer, other.name(), name))
                .orElse(false));
    }

    private static boolean misses(JsonNode answer, String own, String name) {
        for (JsonNode node : answer.path("nodes")) {
            for (JsonNode seen : node.path("sees")) {
                if (node.path("name").asText().equals(own)
                        && seen.path("name").asText().equals(name)
                        && seen.path("answers").asBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean isDegraded(Running hub) {
        return stage.get(hub, PATH)
                .map(answer -> answer.path("degraded").asBoolean())
                .orElse(false);
    }

    /** Whether every hub knows of every other, and none rests. */
    boolean isWhole() {
        int all = stage.hubs().all().size();
        return stage.hubs().all().stream().allMatch(hub -> stage.get(hub, PATH)
                .map(answer -> answer.path("size").asInt() == all
                        && !answer.path("degraded").asBoolean())
                .orElse(false));
    }
}
