/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The services of one hub, and what is registered there. */
@Timeout(240)
class ServicesPageTest extends OneHubTest {
    /** What the page promises is 2 s; five times that on a machine that others use too. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    @AfterEach
    void removeAll() {
        hub.api()
                .get("/api/v1/registrations")
                .path("items")
                .forEach(one ->
                        send("DELETE", "/api/v1/registrations/" + one.path("id").asText(), ""));
    }

    private static void send(String method, String path, String body) {
        var answer = hub.api()
                .call(HttpRequest.newBuilder(URI.create(hub.base() + path))
                        .method(method, BodyPublishers.ofString(body)));
        Assertions.assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void register(String id, String name, String more) {
        send(
                "PUT",
                "/api/v1/registrations/" + id,
                "{\"name\":\"%s\",\"kind\":\"http\",\"address\":\"10.0.0.7\",\"port\":8080%s}".formatted(name, more));
    }

    private static Visit open(String search) {
        var visit = chromium.visit(hub.base());
        visit.go("/services" + search);
        visit.awaitFigure(visit.page().locator(".tile-buttons"));
        return visit;
    }

    private static Locator row(Page page, String id) {
        return page.locator("[data-instance=" + id + "]:visible");
    }

    private static void awaitSoon(Visit visit, String what, Locator rows, int count) {
        visit.await(what, SEEN_WITHIN, () -> rows.count() == count);
    }

    @Test
    void whatIsRegisteredAppearsByItselfAndGoesByItself() {
        try (var visit = open("?q=shop")) {
            Page page = visit.page();
            register("shop-1", "shop", ",\"tags\":[\"blue\"]");
            awaitSoon(visit, "the registered service", row(page, "shop-1"), 1);
            assertThat(row(page, "shop-1")).containsText("10.0.0.7:8080");
            assertThat(row(page, "shop-1")).containsText("HTTP");
            assertThat(row(page, "shop-1").locator("svg.strip")).hasAttribute("role", "img");
            send("DELETE", "/api/v1/registrations/shop-1", "");
            awaitSoon(visit, "the removed service", row(page, "shop-1"), 0);
        }
    }

    @Test
    void whatRestsOnPurposeIsMarkedAndSaysWhy() {
        register("shop-1", "shop", "");
        try (var visit = open("?q=shop")) {
            Page page = visit.page();
            send("PUT", "/api/v1/registrations/shop-1/maintenance", "{\"reason\":\"new <b>shelves</b>\"}");
            assertThat(row(page, "shop-1")).hasAttribute("data-health", "maintenance");
            assertThat(row(page, "shop-1")).containsText("Passing");
            assertThat(row(page, "shop-1")).containsText("In maintenance: new <b>shelves</b>");
            assertThat(page.locator("[data-choice=maintenance] b")).hasText("1");
            page.locator("[data-choice=maintenance]").click();
            assertThat(page.locator("[data-instance]:visible")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("state=maintenance"));
        }
    }

    @Test
    void anOperatorLetsAnInstanceRestWithAReasonAndServeAgain() {
        register("shop-1", "shop", "");
        try (var visit = open("?q=shop&open=shop-1")) {
            Page page = visit.page();
            Locator sheet = page.locator("dialog.instance");
            sheet.locator("button:has-text('Maintenance')").click();
            Locator order = page.locator("dialog.order-dialog");
            Locator submit = order.locator("button[type=submit]");
            submit.click();
            assertThat(order.locator("[role=alert]")).hasText("Say in a few words why.");
            order.locator("[name=reason]").fill("new shelves");
            visit.screenshot("service-rest-light");
            submit.click();
            assertThat(order).hasCount(0);
            assertThat(sheet).containsText("new shelves");
            sheet.locator("button:has-text('Serve again')").click();
            assertThat(sheet).not().containsText("new shelves");
            assertThat(page.locator("[data-choice=maintenance] b")).hasText("0");
        }
    }

    @Test
    void whatTheFilterShowsIsSavedAsATable() throws IOException {
        register("shop-1", "shop", "");
        send("PUT", "/api/v1/registrations/shop-1/maintenance", "{\"reason\":\"=1+2\"}");
        try (var visit = open("?q=shop")) {
            Page page = visit.page();
            assertThat(row(page, "shop-1")).hasAttribute("data-health", "maintenance");
            var saved = page.waitForDownload(
                    () -> page.locator(".services-tools .save").click());
            List<String> lines = Files.readAllLines(saved.path());
            Assertions.assertThat(lines).hasSize(2);
            Assertions.assertThat(lines.get(0)).startsWith("\ufeffname,kind,id,address,node,health");
            Assertions.assertThat(lines.get(1))
                    .startsWith("shop,http,shop-1,10.0.0.7:8080,")
                    .contains(",'=1+2,");
        }
    }

    @Test
    void theKeyboardFiltersOpensAndReturns() {
        register("shop-1", "shop", ",\"tags\":[\"blue\"],\"meta\":{\"version\":\"1.4\"}");
        register("till-1", "till", "");
        try (var visit = open("")) {
            Page page = visit.page();
            assertThat(page.locator("#instances-title")).containsText(Pattern.compile("[7-9]"));
            page.keyboard().press("/");
            page.keyboard().type("blue");
            assertThat(page.locator("[data-instance]:visible")).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(row(page, "shop-1").locator("a")).isFocused();
            page.keyboard().press("Enter");
            Locator sheet = page.locator("dialog[open]");
            assertThat(sheet).containsText("1.4");
            assertThat(page).hasURL(Pattern.compile("q=blue&open=shop-1"));
            page.keyboard().press("Escape");
            assertThat(sheet).hasCount(0);
            assertThat(row(page, "shop-1").locator("a")).isFocused();
            assertThat(page).hasURL(Pattern.compile("q=blue$"));
        }
    }

    @Test
    void aLinkOpensWhatItNamesAndTheSheetSaysWhenItIsRemoved() {
        register("shop-1", "shop", "");
        try (var visit = open("?open=shop-1")) {
            Locator sheet = visit.page().locator("dialog[open]");
            assertThat(sheet).containsText("shop-1");
            visit.screenshot("service-light");
            send("DELETE", "/api/v1/registrations/shop-1", "");
            assertThat(sheet).containsText("It was removed");
        }
    }

    @Test
    void aPauseHoldsWhatIsShownAndTheEndOfItShowsTheNewest() {
        try (var visit = open("?q=shop")) {
            Page page = visit.page();
            page.keyboard().press("Space");
            assertThat(page.locator(".pill")).containsText("Paused");
            try (var other = open("?q=shop")) {
                register("shop-1", "shop", "");
                awaitSoon(other, "the same on a page that goes on", row(other.page(), "shop-1"), 1);
            }
            assertThat(row(page, "shop-1")).hasCount(0);
            page.keyboard().press("Space");
            awaitSoon(visit, "the newest", row(page, "shop-1"), 1);
        }
    }

    @Test
    void aThousandRegistrationsAreAFewRowsAndEachIsFound() {
        IntStream.range(0, 1000).parallel().forEach(i -> register("mass-" + i, "mass", ""));
        try (var visit = chromium.visit(hub.base(), Chromium.desktop(ColorScheme.DARK))) {
            Page page = visit.go("/services").page();
            assertThat(page.locator(".page-head p")).containsText(Pattern.compile("of 1,00\\d instances"));
            Assertions.assertThat(page.locator("[data-instance]").count()).isBetween(5, 80);
            Assertions.assertThat(page.locator("*").count()).isLessThan(1500);
            page.locator("#filter").fill("mass-777");
            assertThat(page.locator("[data-instance]:visible")).hasCount(1);
            assertThat(row(page, "mass-777")).isVisible();
            visit.screenshot("services-thousand-dark");
        }
    }

    @Test
    void aGatewayThatIsGoneIsSaidAndWhatWasKnownStays() {
        try (var visit = open("")) {
            Page page = visit.page();
            visit.expectOutage();
            page.route("**/api/v1/**", route -> route.abort());
            assertThat(page.locator(".banner.warn").first()).isVisible();
            assertThat(page.locator("[data-instance]").first()).isVisible();
            page.unroute("**/api/v1/**");
            assertThat(page.locator(".banner.warn")).hasCount(0);
        }
    }
}
