/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attack: markup in whatever machines, programs, services and people can say (XSS). A visit fails when a script was even tried. */
@Timeout(240)
class MarkupPagesTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    /** The kernel keeps 15 signs of a name. */
    private static final String PROGRAM = "<img src=x>";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub hub;
    private static Process busy;
    /** The id of the machine on which this runs. */
    private static String machine;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        Path program = Files.copy(Path.of("/usr/bin/yes"), directory.resolve(PROGRAM));
        busy = new ProcessBuilder("nice", "-n", "10", program.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        hub = Hub.start(directory, "gateway.ingest.lines.port=" + FreePorts.next())
                .awaitReady();
        machine = hub.machine();
        send("PATCH", "/api/v1/machines/" + machine, "{\"name\":\"%1$s\",\"labels\":{\"site\":\"%1$s\"}}");
        send("POST", "/api/v1/samples", "{\"client\":\"till\",\"open\":1,\"labels\":{\"site\":\"%s\"}}");
        send(
                "PUT",
                "/api/v1/registrations/shop-1",
                "{\"name\":\"shop\",\"kind\":\"http\",\"address\":\"10.0.0.7\",\"port\":80,\"meta\":{\"team\":\"%s\"}}");
        send("PUT", "/api/v1/registrations/shop-1/maintenance", "{\"reason\":\"%s\"}");
        send("POST", "/api/v1/tokens", "{\"name\":\"%s\",\"scopes\":[\"read\"],\"lifeMs\":3600000}");
        // It is written down a moment after it was done, and its page asks once.
        Awaitility.await("the audit").atMost(Visit.PATIENCE).until(() -> hub.api()
                .tryGet("/api/v1/audit")
                .filter(audit -> audit.toString().contains("onerror"))
                .isPresent());
    }

    @AfterAll
    static void stop() {
        busy.destroyForcibly();
        hub.close();
        chromium.close();
    }

    /** @param body with a place for the markup */
    private static void send(String method, String path, String body) {
        var answer = hub.api()
                .call(HttpRequest.newBuilder(URI.create(hub.base() + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.formatted(MARKUP))));
        Assertions.assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void expectText(String path, String text) {
        try (var visit = chromium.visit(hub.base())) {
            Page page = visit.go(path).page();
            assertThat(page.locator("body")).containsText(text);
            assertThat(page.locator("img, [onerror]")).hasCount(0);
        }
    }

    @Test
    void theNameAndTheLabelsOfAMachineAreText() {
        expectText("/", MARKUP);
        expectText("/?view=table", MARKUP);
        expectText("/machines/" + machine, MARKUP);
        expectText("/admin/machines", "site: " + MARKUP);
    }

    @Test
    void theNamesOfProcessesAreText() {
        expectText("/machines/" + machine + "/processes", PROGRAM);
    }

    @Test
    void whatProgramsAndServicesSayIsText() {
        expectText("/?kind=programs", "till");
        expectText("/services?open=shop-1", MARKUP);
    }

    @Test
    void whatPeopleNameAndWhatIsWrittenDownOfItIsText() {
        expectText("/admin?tab=tokens", MARKUP);
        expectText("/admin/audit", MARKUP);
    }
}
