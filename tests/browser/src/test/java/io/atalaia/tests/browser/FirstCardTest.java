/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees: one command, and this machine is on the page. */
class FirstCardTest {
    /** Three times what was promised, for the sake of busy machines. */
    private static final Duration FIRST_CARD = Duration.ofSeconds(3 * 8);

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void thisMachineIsOnThePageSecondsAfterTheStartWithRealFigures() throws IOException {
        try (var chromium = Chromium.start();
                var hub = Hub.start(directory)) {
            awaitFirstCard(chromium, hub);
            try (var visit = chromium.visit(hub.base())) {
                visit.openFleet();
                assertThat(visit.card()).containsText(hostName());
                assertFiguresAreReal(visit, hub);
                String first = visit.figures();
                visit.await("other figures", () -> !visit.figures().equals(first));
                assertThat(visit.cpuPercent()).isBetween(0.0, 100.0);
                assertThat(visit.page().title()).isEqualTo("Fleet · Atalaia");
                visit.screenshot("fleet-light");
            }
        }
    }

    /** The browser complains until the gateway listens; this visit is for the time only. */
    private static void awaitFirstCard(Chromium chromium, Hub hub) {
        try (var visit = chromium.visit(hub.base())) {
            visit.expectOutage();
            visit.await("a page", FIRST_CARD, () -> answers(visit));
            visit.await("a live card", FIRST_CARD, () -> visit.cpu().count() == 1 && visit.cpuPercent() >= 0);
            Duration time = hub.age();
            System.out.printf("First live card %.1f s after the start of the process%n", time.toMillis() / 1000.0);
            assertThat(time).isLessThan(FIRST_CARD);
        }
    }

    private static boolean answers(Visit visit) {
        try {
            visit.go("/");
            return true;
        } catch (PlaywrightException notYet) {
            return false;
        }
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    private static void assertFiguresAreReal(Visit visit, Hub hub) {
        double asked =
                hub.api().get("/api/v1/machines").at("/items/0/headline/ram").asDouble();
        String shown = visit.card().locator("[data-figure=ram] .wide-value").textContent();
        assertThat(Double.parseDouble(shown.replace("%", ""))).isBetween(asked - 10, asked + 10);
        assertThat(visit.card().locator("[data-figure=disk] .wide-value"))
                .containsText(Pattern.compile("^\\d+%$|^\\d\\.\\d%$"));
    }
}
