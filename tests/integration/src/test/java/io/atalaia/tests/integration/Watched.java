/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The one machine that a test watches, asked through the API. */
final class Watched {
    private final Api api;

    Watched(Api api) {
        this.api = api;
    }

    /** Waits for its first live figures. */
    JsonNode awaitLive(Duration limit) {
        return Awaitility.await("a live machine")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .until(this::live, Optional::isPresent)
                .orElseThrow();
    }

    Optional<JsonNode> live() {
        return machine().filter(machine -> machine.path("headline").path("cpu").isNumber());
    }

    Optional<JsonNode> machine() {
        return api.tryGet("/api/v1/machines").map(page -> page.path("items").get(0));
    }

    String id() {
        return machine().orElseThrow().path("id").asText();
    }

    /** The stored and live samples of one gauge, one point a second at most. */
    Answer load(long from, long to) {
        JsonNode answer =
                api.get("/api/v1/query?machine=" + id() + "&metric=node_load1&points=5000&from=" + from + "&to=" + to);
        var times = new ArrayList<Long>();
        answer.path("series").path(0).path("t").forEach(t -> times.add(t.asLong()));
        var gaps = new ArrayList<Gap>();
        answer.path("gaps")
                .forEach(gap -> gaps.add(
                        new Gap(gap.path("from").asLong(), gap.path("to").asLong())));
        return new Answer(times, gaps, answer.path("complete").asBoolean());
    }

    record Answer(List<Long> times, List<Gap> gaps, boolean complete) {
        long within(long from, long to) {
            return times.stream().filter(t -> t >= from && t < to).count();
        }
    }

    record Gap(long from, long to) {}
}
