/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The one machine that a test watches, asked through the API. */
final class Watched {
    private static final Duration LISTED = Duration.ofSeconds(60);
    private static final Answer NOTHING = new Answer(List.of(), List.of(), false);

    private final Api api;
    private volatile String id;

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

    /** Waits until it is listed. */
    String id() {
        if (id == null) {
            id = Awaitility.await("a listed machine")
                    .atMost(LISTED)
                    .until(this::machine, Optional::isPresent)
                    .orElseThrow()
                    .path("id")
                    .asText();
        }
        return id;
    }

    /** The stored and live samples of one gauge, one point a second at most; nothing, and not complete, while none are answered. */
    Answer load(long from, long to) {
        return api.tryGet("/api/v1/query?machine=" + id() + "&metric=node_load1&points=5000&from=" + from + "&to=" + to)
                .map(Watched::answer)
                .orElse(NOTHING);
    }

    /** The same once it is whole: whoever just started may not have all of it at once. */
    Answer awaitLoad(long from, Duration limit, Predicate<Answer> whole) {
        return Awaitility.await("whole history")
                .atMost(limit)
                .until(() -> load(from, System.currentTimeMillis()), answer -> answer.complete() && whole.test(answer));
    }

    private static Answer answer(JsonNode answer) {
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
