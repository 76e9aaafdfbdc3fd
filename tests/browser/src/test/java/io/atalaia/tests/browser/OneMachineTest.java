/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages of one machine: this one. */
@Timeout(120)
class OneMachineTest {
    private static final int SMALLEST_LINE = 20;
    private static final Duration HISTORY = Duration.ofSeconds(7);

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub hub;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        hub = Hub.start(directory).awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
        chromium.close();
    }

    @Test
    void theMachinePageDrawsItsChartsFromRealPoints() {
        try (var visit = chromium.visit(hub.base())) {
            visit.openMachine();
            var live = hub.age();
            visit.await("some seconds of history", () -> hub.age().minus(live).compareTo(HISTORY) > 0);
            long now = System.currentTimeMillis() / 1000;
            String address =
                    visit.page().url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
            visit.go(address + "?from=" + (now - 10) + "&to=" + now);
            visit.awaitCharts();
            int drawn = 0;
            for (Locator chart : visit.charts().all()) {
                drawn += isDrawn(visit, chart) ? 1 : 0;
            }
            assertThat(drawn)
                    .as("charts of six; a machine without sensors has five")
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void aProxyThatLetsNoWebSocketPassIsGoneAround() {
        try (var proxy = new OldProxy(hub.base());
                var visit = chromium.visit(proxy.base())) {
            // The browser tells of each WebSocket that was refused.
            visit.expectOutage();
            visit.openFleet();
            assertThat(visit.page().locator(".pill")).hasText("Live");
            String figure = visit.cpu().textContent();
            visit.await("figures that move", () -> !visit.cpu().textContent().equals(figure));
        }
    }

    private static boolean isDrawn(Visit visit, Locator chart) {
        String title = chart.locator(".chart-head :is(h2, h3)").textContent();
        if (chart.locator(".chart-overlay:visible").count() > 0) {
            assertThat(title).isEqualTo("Temperature");
            assertThat(chart.locator(".chart-overlay")).containsText("No sensors on this machine");
            return false;
        }
        assertThat(chart.locator(".chart-entry b").allTextContents())
                .as(title)
                .isNotEmpty()
                .allMatch(text ->
                        text.equals("–") || Pattern.compile("\\d").matcher(text).find());
        visit.await("a line on " + title, () -> colouredPixels(chart) > SMALLEST_LINE);
        chart.locator(".chart-table-button").click();
        assertThat(chart.locator("tbody tr").count()).as("points of " + title).isGreaterThan(3);
        return true;
    }

    /** The lines have colours, the grid and its labels are grey. */
    private static int colouredPixels(Locator chart) {
        return ((Number)
                        chart.locator("canvas")
                                .first()
                                .evaluate(
                                        """
                        (canvas) => {
                          const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                          let coloured = 0;
                          for (let at = 0; at < data.length; at += 4) {
                            const spread = Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
                            coloured += data[at + 3] > 100 && spread > 60 ? 1 : 0;
                          }
                          return coloured;
                        }"""))
                .intValue();
    }

    @Test
    void everyTabHasRealRows() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openMachine().page();
            visit.screenshot("machine-light");
            int cores = hub.api().get("/api/v1/machines").at("/items/0/cores").asInt();

            openTab(page, "Per core", "cores");
            visit.await(
                    "a row for each core",
                    () -> page.locator(".cores-table tbody tr").count() >= cores);
            visit.awaitFigure(page.locator(".cores-table tbody tr td").first());
            visit.screenshot("machine-cores-light");

            openTab(page, "Disks", "disks");
            visit.awaitFigure(
                    page.locator(".table-card tbody tr td:nth-child(4)").first());
            assertThat(page.locator(".table-card tbody tr").first()).containsText(Pattern.compile("[KMGT]iB"));
            visit.screenshot("machine-disks-light");

            openTab(page, "Network", "network");
            assertThat(page.locator(".table-card tbody")).containsText(Pattern.compile("\\d.{0,3}[kMG]?b/s"));
            visit.screenshot("machine-network-light");

            openTab(page, "Processes", "processes");
            assertThat(page.locator(".processes tbody")).containsText("java");
            assertThat(page.locator(".processes tbody tr").first()).containsText(Pattern.compile("[KMG]iB"));
            page.locator(".processes input").fill("no such process");
            assertThat(page.locator(".processes .table-empty")).hasText("No process matches this filter.");
            page.locator(".processes input").fill("JAVA");
            assertThat(page.locator(".processes tbody tr").first()).containsText("java");
            visit.screenshot("machine-processes-light");
        }
    }

    private static void openTab(Page page, String name, String address) {
        page.locator(".tabs a", new Page.LocatorOptions().setHasText(name)).click();
        assertThat(page).hasURL(Pattern.compile("/machines/[^/]+/" + address));
        assertThat(page.locator(".tabs a[aria-current=page]")).hasText(name);
    }

    @Test
    void everyServiceIsListedAsPassing() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openFleet().page();
            page.locator("nav a", new Page.LocatorOptions().setHasText("Services"))
                    .click();
            var rows = page.locator("[data-instance]");
            for (String service : new String[] {"storage", "discovery", "health-check", "gateway", "agent"}) {
                assertThat(rows.filter(new Locator.FilterOptions().setHasText(service))
                                .first())
                        .containsText("Passing");
            }
            visit.screenshot("services-light");
        }
    }

    @Test
    void anUnknownMachineAndAnUnknownPageAreExplained() {
        try (var visit = chromium.visit(hub.base())) {
            visit.expectOutage();
            visit.go("/machines/no-such-machine");
            assertThat(visit.page().locator("h1")).hasText("No such machine");
            visit.go("/nothing/here");
            assertThat(visit.page().locator("h1")).hasText("No such page");
        }
    }

    @Test
    void theDarkThemeIsTheSystemsWishAndTheReaders() {
        try (var visit = chromium.visit(hub.base(), Chromium.desktop(ColorScheme.DARK))) {
            Page page = visit.openFleet().page();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            visit.screenshot("fleet-dark");
            visit.openMachine();
            visit.screenshot("machine-dark");
            page.keyboard().press("t");
            assertThat(page.locator("html")).hasAttribute("data-theme", "light");
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        }
    }
}
