/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a time is judged, its limit is three times the bar: ready 5 s, first live card 8 s, gone 5 s. */
@Timeout(300)
class RestartTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private final Watched watched = new Watched(api);

    private AtalaiaProcess start() {
        return AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port)
                .awaitReady(LIMIT);
    }

    private static void print(String what, Duration time) {
        System.out.printf("%s: %.2f s%n", what, time.toMillis() / 1000.0);
    }

    @Test
    void stoppedByCtrlCTheHistoryIsCompleteButForTheTimeBetween() {
        long first;
        long last;
        long seen;
        long gone;
        try (var atalaia = start()) {
            print("process start to ready", atalaia.age());
            assertThat(atalaia.age()).isLessThan(Duration.ofSeconds(15));
            watched.awaitLive(LIMIT);
            print("process start to first live card", atalaia.age());
            assertThat(atalaia.age()).isLessThan(Duration.ofSeconds(24));
            first = System.currentTimeMillis();
            awaitSamplesSince(first, 8);
            last = System.currentTimeMillis();
            seen = watched.load(first - 1000, last).within(first, last);
            long stopping = System.nanoTime();
            atalaia.interrupt();
            assertThat(atalaia.exit(Duration.ofSeconds(15))).isZero();
            gone = System.currentTimeMillis();
            print("Ctrl-C to gone", Duration.ofNanos(System.nanoTime() - stopping));
            assertThat(atalaia.output()).endsWith("Stopped.\n");
            assertThat(atalaia.errors()).doesNotContain("Exception");
        }
        try (var again = start()) {
            watched.awaitLive(LIMIT);
            awaitSamplesSince(System.currentTimeMillis(), 3);
            var answer =
                    watched.awaitLoad(first - 1000, LIMIT, whole -> whole.gaps().size() == 1);
            assertThat(answer.within(first, last)).isGreaterThanOrEqualTo(seen);
            assertThat(answer.gaps().get(0).from()).isBetween(last - 3000, gone + 1000);
            again.interrupt();
            assertThat(again.exit(LIMIT)).isZero();
        }
    }

    @Test
    void killedTheHistoryHasAllThatWasSealed() {
        long first;
        long sealedUntil;
        long seen;
        try (var atalaia = start()) {
            watched.awaitLive(LIMIT);
            first = System.currentTimeMillis();
            awaitSamplesSince(first, 3);
            // By when they were seen: the minute in which the looking began may have ended before the first of them.
            sealedUntil = (System.currentTimeMillis() / 60_000 + 1) * 60_000;
            awaitAcknowledged(sealedUntil, atalaia);
            seen = watched.load(first - 1000, sealedUntil).within(first, sealedUntil);
            assertThat(seen).isPositive();
            atalaia.kill();
        }
        try (var again = start()) {
            watched.awaitLive(LIMIT);
            var answer =
                    watched.awaitLoad(first - 1000, LIMIT, whole -> whole.gaps().size() == 1);
            assertThat(answer.within(first, sealedUntil)).isGreaterThanOrEqualTo(seen);
            again.interrupt();
            assertThat(again.exit(LIMIT)).isZero();
        }
    }

    /**
     * A minute is sealed at its end and sent within 20 s. What was acknowledged until that end is of the minute before it: a
     * start around the full minute leaves a few seconds there. Who begins to look too late waits for the minute behind it.
     */
    private void awaitAcknowledged(long sealedUntil, AtalaiaProcess atalaia) {
        Awaitility.await("the minute ends")
                .atMost(Duration.ofSeconds(70))
                .until(() -> System.currentTimeMillis() >= sealedUntil - 500);
        double before = acknowledged();
        Awaitility.await("the minute's block is acknowledged")
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(
                        () -> assertThat(acknowledged()).as(atalaia.errors()).isGreaterThan(before));
    }

    /** Samples of this life; 0 while nothing tells of any. */
    private double acknowledged() {
        return api.call("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("atalaia_agent_samples_acked_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private void awaitSamplesSince(long from, int count) {
        Awaitility.await(count + " samples")
                .atMost(LIMIT)
                .until(() -> watched.load(from - 1000, System.currentTimeMillis() + 1000)
                                .within(from, Long.MAX_VALUE)
                        >= count);
    }
}
