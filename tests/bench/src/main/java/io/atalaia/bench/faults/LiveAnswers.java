/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

/** Live figures need no database: while it is away they go on. */
final class LiveAnswers {
    private LiveAnswers() {}

    static void judge(Stage stage, Line line, long begin) {
        var outcomes = stage.probes().where(probe -> probe.question().equals("live")).stream()
                .flatMap(probe -> probe.since(begin).stream())
                .toList();
        var failed = outcomes.stream().filter(outcome -> !outcome.good()).toList();
        line.figure("live figures %d of %d".formatted(outcomes.size() - failed.size(), outcomes.size()));
        line.must(failed.isEmpty(), "live figures failed: " + failed);
    }
}
