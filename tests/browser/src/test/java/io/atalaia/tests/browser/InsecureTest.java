/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InsecureTest {
    @TempDir
    Path directory;

    private static Locator banner(Visit visit, String words) {
        return visit.page().locator(".banner.note", new Page.LocatorOptions().setHasText(words));
    }

    @Test
    @Timeout(240)
    void anOpenDoorIsAnnouncedOnEveryPage() {
        try (var chromium = Chromium.start();
                var hub = Hub.start(directory, List.of("--insecure"), "gateway.host=0.0.0.0")
                        .awaitReady();
                var visit = chromium.visit(hub.base())) {
            visit.openFleet();
            assertThat(banner(visit, "--insecure")).isVisible();
            assertThat(banner(visit, "without logging in")).isVisible();
            visit.screenshot("fleet-insecure-light");
            visit.openMachine();
            assertThat(banner(visit, "--insecure")).isVisible();
            assertThat(banner(visit, "without logging in")).isVisible();
        }
    }
}
