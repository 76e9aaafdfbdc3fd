/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that dies, as the reader sees it. */
class OutageTest {
    /** The page waits up to 15 s between two attempts. */
    private static final double RECONNECTED_MILLIS = 60_000;

    /** The colour of a text, and how much of it the elements around it let through. */
    private static final String LOOK =
            """
            (element) => {
              let opacity = 1;
              for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
              return getComputedStyle(element).color + ' ' + opacity;
            }""";

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void figuresFreezeWithTheirTimeAndLiveOnByThemselves() {
        try (var chromium = Chromium.start();
                // A machine that gets busy meanwhile changes the colour of its figures for that alone.
                var hub = Hub.start(directory, "gateway.states.for=1h").awaitReady();
                var visit = chromium.visit(hub.base())) {
            visit.expectOutage();
            Page page = visit.openFleet().page();
            Locator pill = page.locator(".pill");
            assertThat(pill).hasText("Live");
            String look = (String) visit.cpu().evaluate(LOOK);

            hub.kill();
            Locator banner = page.locator(".banner[role=alert]");
            assertThat(banner).containsText(Pattern.compile("Values are frozen at \\d\\d:\\d\\d:\\d\\d"));
            assertThat(pill).hasText("Reconnecting…");
            assertThat(visit.cpu().evaluate(LOOK))
                    .as("text stays readable")
                    .isEqualTo(look)
                    .asString()
                    .endsWith(" 1");
            visit.awaitFigure(visit.cpu());
            visit.screenshot("fleet-lost-light");

            hub.startAgain();
            long start = System.nanoTime();
            assertThat(pill).hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(RECONNECTED_MILLIS));
            System.out.printf("Live again %.1f s after the gateway%n", (System.nanoTime() - start) / 1e9);
            assertThat(banner).hasCount(0);
            visit.awaitFigure(visit.cpu());
            String figures = visit.figures();
            visit.await("figures that move", () -> !visit.figures().equals(figures));
        }
    }
}
