/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** How old a sample is when REST shows it first: asks for one machine again and again. */
final class Visible {
    private static final Duration POLL = Duration.ofMillis(25);

    private final Api api;
    private final List<Double> ages = new ArrayList<>();
    private long newest;

    Visible(Api api) {
        this.api = api;
    }

    /** Milliseconds, each rounded up to the time between two questions. */
    List<Double> watch(Duration time) {
        String id = api.get("/api/v1/machines?limit=1")
                .path("items")
                .path(0)
                .path("id")
                .asText();
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await()
                .atMost(time.multipliedBy(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> {
                    look(api.tryGet("/api/v1/machines/" + id).orElse(null));
                    return System.nanoTime() > end;
                });
        return ages;
    }

    private void look(JsonNode machine) {
        long time = machine == null ? 0 : machine.path("headline").path("time").asLong();
        if (time > newest) {
            if (newest > 0) {
                ages.add((double) (System.currentTimeMillis() - time));
            }
            newest = time;
        }
    }
}
