/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.ClusterFile;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Finding machines in a fleet of two: this machine, watched by two agents of one cluster. */
@Timeout(240)
class SearchTest {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub hub;
    private static AtalaiaProcess other;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        String cluster = "cluster.config=" + ClusterFile.write(directory, 2);
        int database = FreePorts.next();
        hub = Hub.start(
                        directory,
                        List.of("--cluster"),
                        cluster,
                        "database.port=" + database,
                        "agent.labels={site: lisbon}")
                .awaitReady();
        other = AtalaiaProcess.start(
                        directory,
                        "run",
                        "--cluster",
                        "--roles=agent",
                        "--set=" + cluster,
                        "--set=storage.mongo.uri=mongodb://127.0.0.1:" + database,
                        "--set=data.directory=other",
                        "--set=agent.labels={site: tehran}")
                .awaitReady(START);
    }

    @AfterAll
    static void stop() {
        other.close();
        hub.close();
        chromium.close();
    }

    /** The fleet, once both machines have live figures. */
    private static Page openBoth(Visit visit) {
        visit.go("/");
        visit.await(
                "two live machines",
                () -> visit.cards().count() == 2
                        && visit.cards().locator("[data-figure=cpu] .wide-value").allTextContents().stream()
                                .noneMatch("–"::equals));
        return visit.page();
    }

    private static void filter(Page page, String text) {
        page.locator("#filter").fill(text);
    }

    @Test
    void machinesAreFoundByHostAddressLabelStateAndFigure() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            visit.screenshot("fleet-two-light");
            Locator cards = visit.cards();
            String address =
                    hub.api().get("/api/v1/machines").at("/items/0/ips/0").asText();
            String host = hub.api().get("/api/v1/machines").at("/items/0/name").asText();

            filter(page, "lisbon");
            assertThat(cards).hasCount(1);
            assertThat(cards).containsText("lisbon");
            filter(page, "site:TEHRAN");
            assertThat(cards).containsText("tehran");
            filter(page, "host:" + host.toUpperCase(Locale.ROOT));
            assertThat(cards).hasCount(2);
            filter(page, host + " tehran");
            assertThat(cards).hasCount(1);
            filter(page, "host:no-such-host");
            assertThat(cards).hasCount(0);
            filter(page, "ip:" + address);
            assertThat(cards).hasCount(2);
            filter(page, address);
            assertThat(cards).hasCount(2);
            filter(page, "ip:203.0.113.");
            assertThat(cards).hasCount(0);
            filter(page, "site:tehran cpu>=0");
            assertThat(cards).hasCount(1);
            filter(page, "state:offline");
            assertThat(cards).hasCount(0);
            filter(page, "state:normal,alert,critical");
            assertThat(cards).hasCount(2);
        }
    }

    @Test
    void noMatchSaysSoAndOffersTheWayBack() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            filter(page, "no such machine");
            assertThat(page.locator(".empty h2")).hasText("Nothing matches the filter");
            visit.screenshot("fleet-nomatch-light");
            page.locator(".empty button").click();
            assertThat(visit.cards()).hasCount(2);
            assertThat(page.locator("#filter")).hasValue("");
        }
    }

    @Test
    void aSlipInTheFilterIsNamedAndTheListStays() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            filter(page, "lisbon speed>3");
            assertThat(page.locator("#filter-note")).containsText("speed");
            assertThat(page.locator(".filter-marks mark")).hasText("speed>3");
            assertThat(visit.cards()).hasCount(1);
        }
    }

    @Test
    void theAddressKeepsTheFilterOverReloadAndBack() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            filter(page, "site:tehran");
            assertThat(page).hasURL(Pattern.compile("\\?q=site:tehran$"));
            page.reload();
            assertThat(visit.cards()).hasCount(1);
            assertThat(page.locator("#filter")).hasValue("site:tehran");

            visit.card().locator("a").first().click();
            assertThat(page).hasURL(Pattern.compile("/machines/"));
            visit.awaitCharts();
            page.goBack();
            assertThat(page.locator("#filter")).hasValue("site:tehran");
            assertThat(visit.cards()).hasCount(1);
        }
    }

    @Test
    void theFilterIsReachedAndLeftByKeys() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            page.keyboard().press("/");
            assertThat(page.locator("#filter")).isFocused();
            page.keyboard().type("lisbon");
            assertThat(visit.cards()).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(visit.card().locator("a").first()).isFocused();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/machines/"));
            assertThat(page.locator("h1")).isVisible();
        }
    }

    @Test
    void tableAndHeatMapShowTheSameMachines() {
        try (var visit = chromium.visit(hub.base())) {
            Page page = openBoth(visit);
            view(page, "Table");
            assertThat(page.locator("[role=table] [role=rowgroup]").last().locator("[role=row]:visible"))
                    .hasCount(2);
            assertThat(page).hasURL(Pattern.compile("view=table"));
            visit.screenshot("fleet-table-light");
            view(page, "Heat map");
            assertThat(page).hasURL(Pattern.compile("view=map"));
            visit.screenshot("fleet-map-light");
        }
    }

    private static void view(Page page, String name) {
        page.locator(".tools .segments button", new Page.LocatorOptions().setHasText(name))
                .click();
    }
}
