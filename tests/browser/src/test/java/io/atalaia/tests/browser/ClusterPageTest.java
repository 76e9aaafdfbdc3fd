/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.atalaia.tests.support.ClusterFile;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page Services of a cluster of two nodes, one of which is killed. */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterPageTest {
    /** A killed node is known to be gone after 7 s at most; three times that on a machine that others use too. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(21);

    /** A drain waits until others carry what a node carried. */
    private static final HasCountOptions AFTER_AN_ORDER = new HasCountOptions().setTimeout(60_000);

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub first;
    private static Hub second;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        String cluster = "cluster.config=" + ClusterFile.write(directory, 2);
        int database = FreePorts.next();
        first = Hub.start(
                        Files.createDirectory(directory.resolve("one")),
                        List.of("--cluster"),
                        cluster,
                        "node.name=one",
                        "database.port=" + database)
                .awaitReady();
        second = Hub.start(
                        Files.createDirectory(directory.resolve("two")),
                        List.of("--cluster", "--roles", "discovery,health-check,gateway"),
                        cluster,
                        "node.name=two",
                        "storage.mongo.uri=mongodb://127.0.0.1:" + database)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        chromium.close();
    }

    private static int passing(Page page) {
        return page.locator("[data-instance][data-health=passing]:visible").count();
    }

    private static Locator node(Page page, String name) {
        return page.locator("[data-node=" + name + "]");
    }

    @Test
    @Order(1)
    void aNodeIsDrainedAndTakesItsRolesAgain() {
        try (var visit = chromium.visit(first.base(), Chromium.desktop(ColorScheme.LIGHT))) {
            Page page = visit.go("/services").page();
            Locator order = page.locator("dialog.order-dialog");
            assertThat(node(page, "two")).containsText("gateway");
            node(page, "two").locator(".drain").click();
            assertThat(order).containsText("Drain two?");
            order.locator("button[type=submit]").click();
            assertThat(order).hasCount(0, AFTER_AN_ORDER);
            assertThat(node(page, "two")).containsText("Draining");
            assertThat(node(page, "two")).not().containsText("gateway");
            node(page, "two").locator(".drain").click();
            order.locator("button[type=submit]").click();
            assertThat(order).hasCount(0, AFTER_AN_ORDER);
            assertThat(node(page, "two")).containsText("gateway");
        }
    }

    @Test
    @Order(2)
    void theNodesAreShownWithWhatTheyCarryAndSeeAndOneThatIsKilledIsSeenToBeGone() {
        try (var visit = chromium.visit(first.base(), Chromium.desktop(ColorScheme.LIGHT))) {
            Page page = visit.go("/services").page();
            visit.await(
                    "two nodes",
                    () -> page.locator("[data-node][data-state=normal]").count() == 2);
            assertThat(node(page, "one")).containsText("this gateway");
            assertThat(node(page, "one")).containsText("storage");
            assertThat(node(page, "two")).not().containsText("storage");
            for (String name : List.of("one", "two")) {
                assertThat(node(page, name).locator(".peers")).containsText("2 of 2");
            }
            assertThat(page.locator("[data-lease] .holder").first()).containsText(Pattern.compile("one|two"));
            visit.screenshot("cluster-light");
            page.locator("#filter").fill("two");
            visit.await("the other's instances", () -> passing(page) == 3);

            second.kill();
            visit.await(
                    "one node",
                    GONE_WITHIN,
                    () -> page.locator("[data-node][data-state=normal]").count() < 2);
            assertThat(page.locator(".glance .tile[data-state=alert]").first()).containsText("1 of 2");
            visit.await("its instances are gone or failing", GONE_WITHIN, () -> passing(page) == 0);
            visit.screenshot("cluster-one-killed-light");
        }
    }
}
