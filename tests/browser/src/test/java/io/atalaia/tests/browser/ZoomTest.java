/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time range of the machine page: one for all charts, and kept in the address. */
@Timeout(240)
class ZoomTest extends OneHubTest {
    private static final Pattern ZOOMED = Pattern.compile("[?&]from=\\d+&to=\\d+");
    /** Seconds, so that a zoom has something to show. */
    private static final int HISTORY = 15;
    /** A busy machine leaves out some of its seconds. */
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final Pattern CAPTION = Pattern.compile("^\\s*[^,]+, (.*), averages", Pattern.DOTALL);

    @BeforeAll
    static void awaitHistory() {
        String machine = hub.machine();
        Awaitility.await("some history").atMost(LONG).until(() -> points(machine) >= HISTORY);
    }

    private static int points(String machine) {
        return hub.api()
                .tryGet("/api/v1/query?metric=node_load1&points=5000&machine=" + machine)
                .map(answer -> answer.at("/series/0/t").size())
                .orElse(0);
    }

    @Test
    void aDragOnOneChartZoomsAllAndADoubleClickBringsThemBack() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openMachine().page();
            preset(page, "15m").click();
            assertThat(page).hasURL(Pattern.compile("[?&]r=15m"));

            drag(page, visit.charts().first(), 0.9, 0.995);
            assertThat(page).hasURL(ZOOMED);
            assertThat(page.locator(".range-live")).isVisible();
            List<String> zoomed = spans(visit);
            assertThat(zoomed)
                    .as("span of each chart")
                    .hasSizeGreaterThanOrEqualTo(5)
                    .containsOnly(zoomed.get(0));

            String address = page.url();
            page.reload();
            visit.awaitCharts();
            List<String> again = spans(visit);
            assertThat(again)
                    .as("span of each chart after a reload")
                    .hasSameSizeAs(zoomed)
                    .containsOnly(again.get(0));
            assertThat(page).hasURL(address);

            visit.charts().first().locator(".u-over").dblclick();
            visit.await(
                    "no zoom in the address", () -> !ZOOMED.matcher(page.url()).find());
            assertThat(page.locator(".range-live")).isHidden();
            assertThat(spans(visit)).as("after a double click").doesNotContain(again.get(0));
        }
    }

    @Test
    void rangesAreKeptInTheAddress() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openMachine().page();
            for (String range : List.of("1h", "6h", "24h")) {
                preset(page, range).click();
                assertThat(preset(page, range)).hasAttribute("aria-pressed", "true");
                assertThat(page).hasURL(Pattern.compile("[?&]r=" + range));
            }
            page.reload();
            visit.awaitCharts();
            assertThat(preset(page, "24h")).hasAttribute("aria-pressed", "true");

            page.locator(".tabs a", new Page.LocatorOptions().setHasText("Network"))
                    .click();
            assertThat(page).hasURL(Pattern.compile("/network\\?.*r=24h"));
            page.goBack();
            visit.awaitCharts();
            assertThat(preset(page, "24h")).hasAttribute("aria-pressed", "true");
            page.goBack();
            visit.awaitFigure(visit.cpu());
        }
    }

    private static Locator preset(Page page, String name) {
        return page.locator(".range button[aria-label^='" + name + ":']");
    }

    private static void drag(Page page, Locator chart, double from, double to) {
        chart.scrollIntoViewIfNeeded();
        BoundingBox box = chart.locator(".u-over").boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + from * box.width, y);
        page.mouse().down();
        page.mouse().move(box.x + (from + to) / 2 * box.width, y);
        page.mouse().move(box.x + to * box.width, y);
        page.mouse().up();
    }

    /** What the tables behind the charts say they show. Each is opened for it, and closed again. */
    private static List<String> spans(Visit visit) {
        return visit.charts().all().stream()
                .filter(chart -> !Visit.isCovered(chart))
                .map(chart -> {
                    chart.locator(".chart-table-button").click();
                    String caption = chart.locator("caption").textContent();
                    chart.locator(".chart-table-button").click();
                    var span = CAPTION.matcher(caption);
                    assertThat(span.find()).as(caption).isTrue();
                    return span.group(1);
                })
                .toList();
    }
}
