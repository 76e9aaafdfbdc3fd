/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that gets busy, as the reader sees it. */
class LoadTest {
    /** Three times what was promised. */
    private static final Duration SHOWN = Duration.ofSeconds(3 * 3);

    private static final double BUSY = 80;
    /** Where the configuration of this test ends the alert. */
    private static final double CALMER = 70;

    /** Other work on this machine may end late. */
    private static final Duration CALM = Duration.ofSeconds(60);

    /** Notes every state that the card says, one after the other. The card itself may be made anew at any time. */
    private static final String NOTE_STATES =
            """
            () => {
              const now = () => document.querySelector('[data-machine]')?.dataset.state;
              window.states = [now()];
              new MutationObserver(() => {
                const state = now();
                if (state && state !== window.states.at(-1)) window.states.push(state);
              }).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-state']});
            }""";

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void aBusyMachineIsSeenWithinSecondsAndChangesItsStateOnceEachWay() throws IOException {
        try (var chromium = Chromium.start();
                var hub = Hub.start(
                                directory,
                                "gateway.states.for=3s",
                                "gateway.states.recoverFor=5s",
                                "gateway.states.cpu.alert.enter=80",
                                "gateway.states.cpu.alert.exit=70")
                        .awaitReady();
                var visit = chromium.visit(hub.base())) {
            Page page = visit.openFleet().page();
            assumeCalm(visit);
            page.evaluate(NOTE_STATES);

            long start = System.nanoTime();
            try (var load = new Load()) {
                visit.await("load on the page", SHOWN, () -> visit.cpuPercent() >= BUSY);
                var shown = Duration.ofNanos(System.nanoTime() - start);
                System.out.printf("Load on every core is on the page after %.1f s%n", shown.toMillis() / 1000.0);
                visit.await("another state", () -> List.of("alert", "critical").contains(state(visit)));
                visit.screenshot("fleet-busy-light");
                assertThat(load.processes()).allMatch(Process::isAlive);
            }
            awaitCalm(visit);

            @SuppressWarnings("unchecked")
            var states = (List<String>) page.evaluate("window.states");
            assertThat(states).startsWith("normal").endsWith("normal");
            assertThat(states.stream().filter("normal"::equals))
                    .as("changes: " + states)
                    .hasSize(2);
        }
    }

    /** On a machine that others keep busy, our own load changes nothing, and there is nothing to see. */
    private static void assumeCalm(Visit visit) {
        try {
            visit.await("calm", CALM, () -> state(visit).equals("normal") && visit.cpuPercent() < BUSY - 20);
        } catch (ConditionTimeoutException busy) {
            Assumptions.abort(
                    "Other work keeps this machine busy: CPU " + visit.cpu().textContent());
        }
    }

    /** Whoever keeps the machine busy after us keeps its state, too. */
    private static void awaitCalm(Visit visit) {
        try {
            visit.await("a calm machine", CALM, () -> state(visit).equals("normal"));
        } catch (ConditionTimeoutException late) {
            Assumptions.assumeTrue(visit.cpuPercent() < CALMER, "Other work keeps this machine busy");
            throw late;
        }
    }

    private static String state(Visit visit) {
        return visit.card().getAttribute("data-state");
    }

    /** Two processes for each core that do nothing as fast as they can. */
    private record Load(List<Process> processes) implements AutoCloseable {
        Load() throws IOException {
            this(new ArrayList<>());
            for (int count = 0; count < 2 * Runtime.getRuntime().availableProcessors(); count++) {
                processes.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
        }

        @Override
        public void close() {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
