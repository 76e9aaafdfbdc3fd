/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.tests.support.Api;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The times of a machine's samples as the API answers them. */
public final class Answers {
    /** What every platform's agent has, and what has a value in every sample. */
    private static final String METRIC = "node_load1";

    /** Places of the cells in a row. */
    private static final int EPOCH = 1;

    private static final int SAMPLES = 6;
    private static final Duration KNOWN = Duration.ofSeconds(60);

    private final Api api;

    public Answers(Api api) {
        this.api = api;
    }

    /**
     * One row of the table of samples.
     *
     * @param time of the sample, or of the interval's begin when it stands for several
     * @param samples how many samples it stands for
     */
    public record Row(long time, int samples) {}

    /** Whether storage has ever heard of the machine: the gateway asks it for its machines every few seconds. */
    public boolean isKnown(String machine) {
        try {
            Awaitility.await().atMost(KNOWN).until(() -> api.tryGet("/api/v1/machines/" + machine)
                    .isPresent());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    public List<Row> rows(String machine, long from, long to) {
        String path = "/api/v1/export?machine=" + machine + "&metric=" + METRIC + "&from=" + from + "&to=" + to;
        var answer = api.call(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().lines().skip(1).map(Answers::row).toList();
    }

    private static Row row(String line) {
        String[] cells = line.split(",");
        return new Row(Long.parseLong(cells[EPOCH]), Integer.parseInt(cells[SAMPLES]));
    }
}
