/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.atalaia.tests.support.FreePorts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that send their own samples, beside the machines of the fleet. */
class ProgramsTest {
    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub hub;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        hub = Hub.start(directory, "gateway.ingest.lines.port=" + FreePorts.next())
                .awaitReady();
        for (String line : new String[] {
            "{\"client\":\"shop\",\"orders_total\":42,\"labels\":{\"site\":\"lisbon\"}}",
            "{\"client\":\"till\",\"open\":1,\"labels\":{\"site\":\"porto\"}}"
        }) {
            var sent = hub.api()
                    .call(HttpRequest.newBuilder(URI.create(hub.base() + "/api/v1/samples"))
                            .POST(BodyPublishers.ofString(line)));
            Assertions.assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
        chromium.close();
    }

    @Test
    void programsAreCountedApartAndListedWithoutFiguresThatOnlyMachinesHave() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.openFleet().page();
            assertThat(page.locator(".page-head p")).containsText("1 machine · 2 programs");
            assertThat(visit.cards()).hasCount(1);
            visit.screenshot("fleet-with-programs-light");

            page.locator(".page-head button", new Page.LocatorOptions().setHasText("Programs"))
                    .click();
            Locator rows = page.locator(".table-body .row:visible");
            assertThat(rows).hasCount(2);
            assertThat(page).hasURL(Pattern.compile("\\?kind=programs$"));
            assertThat(page.locator(".table-head")).not().containsText("CPU");
            assertThat(rows.first()).containsText("shop");
            assertThat(rows.first()).containsText("ago");
            assertThat(page.locator(".segments button:visible")).hasCount(2);
            visit.screenshot("fleet-programs-light");

            page.locator("#filter").fill("till");
            assertThat(rows).hasCount(1);
            assertThat(page.locator(".page-head p")).containsText("1 of 2 programs shown");
            rows.first().locator("a").click();
            assertThat(page.locator("main")).containsText("A program that sends its own samples");
        }
    }

    @Test
    void theListOfProgramsHasAnAddressAndFitsAPhone() {
        try (var visit = chromium.visit(hub.base(), Chromium.phone())) {
            Page page = visit.go("/?kind=programs").page();
            assertThat(page.locator(".table-body .row:visible")).hasCount(2);
            Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            visit.screenshot("fleet-programs-phone");
            page.locator(".page-head button", new Page.LocatorOptions().setHasText("Machines"))
                    .click();
            visit.awaitFigure(visit.cpu());
        }
    }
}
