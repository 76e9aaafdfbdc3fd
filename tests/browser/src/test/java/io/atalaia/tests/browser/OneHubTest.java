/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the pages of one hub that is as it comes; each class has a hub of its own. */
abstract class OneHubTest {
    @TempDir
    static Path directory;

    static Chromium chromium;
    static Hub hub;

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
}
