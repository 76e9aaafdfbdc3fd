/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers with a keyboard, with a screen reader, with a phone, with a slow line. */
@Timeout(240)
class ReadersTest extends OneHubTest {
    private static final long FIRST_LOAD_BYTES = 120 * 1024;
    private static final long MACHINE_BYTES = 180 * 1024;

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothing(ColorScheme scheme) {
        try (var visit = chromium.visit(hub.base(), Chromium.desktop(scheme))) {
            Page page = visit.openFleet().page();
            assertThat(Axe.violations(page)).as("fleet").isEmpty();
            page.locator("[data-machine] a").first().click();
            visit.awaitCharts();
            assertThat(Axe.violations(page)).as("machine").isEmpty();
            for (String tab : new String[] {"Per core", "Disks", "Network", "Processes"}) {
                page.locator(".tabs a", new Page.LocatorOptions().setHasText(tab))
                        .click();
                visit.awaitFigure(page.locator("tbody").first());
                assertThat(Axe.violations(page)).as(tab).isEmpty();
            }
            visit.go("/services");
            visit.awaitFigure(page.locator(".tile-buttons").first());
            assertThat(Axe.violations(page)).as("services").isEmpty();
            page.locator("[data-instance] a").first().click();
            assertThat(page.locator("dialog[open] .facts-list")).isVisible();
            assertThat(Axe.violations(page)).as("an instance").isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnough() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openFleet().page();
            page.keyboard().press("?");
            assertThat(page.locator("dialog[open] h2")).hasText("Keyboard shortcuts");
            visit.screenshot("help-light");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);

            String theme = page.locator("html").getAttribute("data-theme");
            page.keyboard().press("t");
            assertThat(page.locator("html")).not().hasAttribute("data-theme", theme);

            page.keyboard().press("j");
            assertThat(visit.card().locator("a").first()).isFocused();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/machines/"));
            visit.awaitCharts();

            // Two keys at once: a pause between them that a busy machine makes would undo the first.
            page.keyboard().type("gs");
            assertThat(page).hasURL(Pattern.compile("/services"));
            page.keyboard().type("gf");
            visit.awaitFigure(visit.cpu());

            page.keyboard().press("Control+k");
            assertThat(page.locator("dialog[open] input")).isFocused();
            page.keyboard().type("services");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/services"));
        }
    }

    @Test
    void theFirstTabStopSkipsToTheContent() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openFleet().page();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
        }
    }

    @Test
    void aPhoneShowsEverythingInItsWidth() {
        try (var visit = chromium.visit(hub.base(), Chromium.phone())) {
            Page page = visit.openFleet().page();
            assertNoOverflow(page, "fleet");
            assertNavigationAtTheBottom(page);
            visit.screenshot("fleet-phone");
            page.locator("[data-machine] a").first().click();
            visit.awaitCharts();
            assertNoOverflow(page, "machine");
            visit.screenshot("machine-phone");
            for (String tab : new String[] {"Per core", "Disks", "Network", "Processes"}) {
                page.locator(".tabs a", new Page.LocatorOptions().setHasText(tab))
                        .click();
                visit.awaitFigure(page.locator("tbody").first());
                assertNoOverflow(page, tab);
            }
            visit.screenshot("machine-processes-phone");
            visit.go("/services");
            visit.awaitFigure(page.locator(".tile-buttons").first());
            assertNoOverflow(page, "services");
            visit.screenshot("services-phone");
        }
    }

    private static void assertNoOverflow(Page page, String where) {
        int over = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
        assertThat(over).as("pixels beyond the width: " + where).isLessThanOrEqualTo(0);
    }

    private static void assertNavigationAtTheBottom(Page page) {
        var box = page.locator("nav.nav").boundingBox();
        assertThat(box.y + box.height).isBetween(844 - 60.0, 844 + 1.0);
        assertThat(box.y).isGreaterThan(844 - 120.0);
    }

    @Test
    void theFirstLoadIsLight() {
        try (var visit = chromium.visit(hub.base())) {
            var weight = Weight.of(visit);
            visit.openFleet();
            assertLight("First load", visit, weight, FIRST_LOAD_BYTES);
        }
    }

    @Test
    void theMachinePageIsLight() {
        String id = hub.machine();
        try (var visit = chromium.visit(hub.base())) {
            var weight = Weight.of(visit);
            visit.go("/machines/" + id);
            visit.awaitCharts();
            assertLight("Machine page", visit, weight, MACHINE_BYTES);
        }
    }

    private static void assertLight(String name, Visit visit, Weight weight, long limit) {
        visit.page().waitForLoadState();
        System.out.printf(
                "%s %.1f KB in %d requests, and %.1f KB of samples%n",
                name, weight.bytes() / 1024.0, weight.requests(), weight.bytesOfSamples() / 1024.0);
        assertThat(weight.bytes())
                .as("bytes of %s, heaviest first: %s", name, weight)
                .isBetween(10_000L, limit);
    }
}
