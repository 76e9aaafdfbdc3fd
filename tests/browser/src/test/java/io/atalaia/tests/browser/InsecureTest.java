/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InsecureTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void anOpenDoorIsAnnouncedOnEveryPage() {
        try (var chromium = Chromium.start();
                var hub = Hub.start(directory, List.of("--insecure"), "gateway.host=0.0.0.0")
                        .awaitReady();
                var visit = chromium.visit(hub.base())) {
            visit.openFleet();
            assertThat(visit.page().locator(".banner.note")).containsText("--insecure");
            visit.screenshot("fleet-insecure-light");
            visit.openMachine();
            assertThat(visit.page().locator(".banner.note")).containsText("--insecure");
        }
    }
}
