/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that describes the API. */
@Timeout(240)
class ApiPageTest extends OneHubTest {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static Visit open(String address, Browser.NewContextOptions reader) {
        var visit = chromium.visit(hub.base(), reader);
        visit.go("/docs/api" + address);
        assertThat(visit.page().locator("#listMachines")).isVisible();
        return visit;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void itShowsEveryOperationAndAxeFindsNothing(ColorScheme scheme) {
        try (var visit = open("#query", Chromium.desktop(scheme))) {
            Page page = visit.page();
            int described = hub.api().get("/openapi.json").path("paths").size();
            Assertions.assertThat(page.locator(".doc-operation").count()).isGreaterThanOrEqualTo(described);
            Locator query = page.locator("#query");
            assertThat(query).hasAttribute("open", "");
            assertThat(query).containsText("label.NAME");
            assertThat(query).containsText("1–5000");
            assertThat(query.locator("pre").first()).containsText("/api/v1/query?machine=");
            assertThat(query.locator("pre").nth(1)).containsText("\"tier\": \"raw\"");
            page.locator("#saveSamples > summary").click();
            assertThat(page.locator("#saveSamples")).containsText("needs the right ingest");
            query.locator(".doc-members > summary").click();
            // Every part of the page once: axe takes long for the same part fifty times.
            page.locator("#search").fill("samples");
            visit.screenshot("api-" + scheme.name().toLowerCase());
            Assertions.assertThat(new AxeBuilder(page)
                            .withTags(RULES).analyze().getViolations().stream().flatMap(rule -> rule.getNodes().stream()
                                    .map(node -> rule.getId() + ": " + node.getTarget() + " " + node.getHtml())))
                    .isEmpty();
        }
    }

    @Test
    void theSearchLeavesWhatHasAllItsWords() {
        try (var visit = open("", Chromium.desktop(ColorScheme.LIGHT))) {
            Page page = visit.page();
            page.keyboard().press("/");
            page.keyboard().type("maintenance put");
            assertThat(page.locator(".doc-operation")).hasCount(1);
            assertThat(page.locator("#beginMaintenance")).isVisible();
            assertThat(page.locator(".doc-count")).hasText("1 operation");
            page.locator(".doc-list a").click();
            assertThat(page).hasURL(Pattern.compile("/docs/api#beginMaintenance$"));
            assertThat(page.locator("#beginMaintenance")).hasAttribute("open", "");
        }
    }

    @Test
    void aPhoneShowsItWithoutScrollingSideways() {
        try (var visit = open("#history", Chromium.phone())) {
            Page page = visit.page();
            assertThat(page.locator("#history pre").first()).isVisible();
            Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
            visit.screenshot("api-phone");
        }
    }
}
