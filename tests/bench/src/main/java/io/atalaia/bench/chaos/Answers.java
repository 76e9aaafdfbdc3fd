/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import java.util.ArrayList;
import java.util.List;

/** The times of a machine's samples as the API answers them. */
final class Answers {
    /** What every platform's agent has, and what has a value in every sample. */
    private static final String METRIC = "node_load1";

    private final Api api;

    Answers(Api api) {
        this.api = api;
    }

    List<Long> times(String machine, long from, long to) {
        var times = new ArrayList<Long>();
        String csv = api.call("/api/v1/export?machine=" + machine + "&metric=" + METRIC + "&from=" + from + "&to=" + to)
                .body();
        csv.lines().skip(1).forEach(line -> times.add(Long.parseLong(line.split(",")[1])));
        return times;
    }

    List<String> gaps(String machine, long from, long to) {
        var gaps = new ArrayList<String>();
        JsonNode answer =
                api.get("/api/v1/query?machine=" + machine + "&metric=" + METRIC + "&from=" + from + "&to=" + to);
        answer.path("gaps").forEach(gap -> gaps.add(gap.path("reason").asText()));
        return gaps;
    }
}
