/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users and tokens, machines, and the audit, on a hub where whoever comes is an administrator. */
@Timeout(240)
class AdminPagesTest extends OneHubTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String PASSWORD = "correct horse battery";

    private static HttpResponse<String> send(String method, String path, String body) {
        return hub.api()
                .call(HttpRequest.newBuilder(URI.create(hub.base() + path))
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static int asToken(String token, String path) {
        return hub.api()
                .call(HttpRequest.newBuilder(URI.create(hub.base() + path)).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static void add(String name, String role) {
        Assertions.assertThat(send(
                                "POST",
                                "/api/v1/users",
                                "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, role, PASSWORD))
                        .statusCode())
                .isEqualTo(201);
    }

    /** What was done is written down a moment after its answer, and the page asks for it once. */
    private static void awaitAudited(String query, String text) {
        Awaitility.await("the audit to tell of " + text).atMost(Visit.PATIENCE).until(() -> hub.api()
                .tryGet("/api/v1/audit?" + query)
                .filter(audit -> audit.toString().contains(text))
                .isPresent());
    }

    private static Visit open(String path) {
        return open(path, Chromium.desktop(ColorScheme.LIGHT));
    }

    private static Visit open(String path, NewContextOptions options) {
        var visit = chromium.visit(hub.base(), options);
        visit.go(path);
        assertThat(visit.page().locator(".admin h1")).isVisible();
        assertThat(visit.page().locator(".admin-skeleton")).hasCount(0);
        return visit;
    }

    private static Locator row(Page page, String text) {
        return page.locator(".list tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog[open]");
    }

    private static void submit(Page page) {
        dialog(page).locator("button[type=submit]").click();
    }

    @Test
    void aUserIsAddedChangedAndRemoved() {
        try (var visit = open("/admin")) {
            Page page = visit.page();
            page.locator("text=Add user").first().click();
            dialog(page).locator("[name=name]").fill("rui");
            dialog(page).locator("[name=password]").fill("short");
            visit.expectOutage();
            submit(page);
            assertThat(dialog(page).locator("[role=alert]")).containsText("12");
            dialog(page).locator("[name=password]").fill(PASSWORD);
            submit(page);
            assertThat(row(page, "rui")).containsText("Viewer");
            row(page, "rui").locator("button").click();
            dialog(page).locator("[value=operator]").check();
            dialog(page).locator("[name=enabled]").uncheck();
            submit(page);
            assertThat(row(page, "rui")).containsText("Operator");
            assertThat(row(page, "rui")).containsText("disabled");
            row(page, "rui").locator("button").click();
            dialog(page).locator("text=Remove user").click();
            assertThat(dialog(page)).containsText("Remove rui?");
            submit(page);
            assertThat(row(page, "rui")).hasCount(0);
        }
    }

    @Test
    void theLastAdministratorStaysAndTheServerSaysWhy() {
        add("zoe", "administrator");
        try (var visit = open("/admin?q=zoe")) {
            Page page = visit.page();
            visit.expectOutage();
            row(page, "zoe").locator("button").click();
            dialog(page).locator("[value=viewer]").check();
            submit(page);
            assertThat(dialog(page).locator("[role=alert]")).containsText("is the last administrator who can log in");
            visit.screenshot("user-last-administrator-light");
            page.keyboard().press("Escape");
            assertThat(row(page, "zoe").locator("button")).isFocused();
            assertThat(row(page, "zoe")).containsText("Administrator");
        }
    }

    @Test
    void aTokenIsShownOnceWorksAndIsRevoked() {
        try (var visit = open("/admin?tab=tokens")) {
            Page page = visit.page();
            page.locator("button.primary:has-text('Make token')").click();
            dialog(page).locator("[name=name]").fill("grafana " + MARKUP);
            submit(page);
            Locator shown = dialog(page).locator(".copy-line code");
            assertThat(shown).hasCount(2);
            visit.screenshot("token-given-light");
            String token = shown.first().textContent();
            Assertions.assertThat(token).startsWith("ata_");
            assertThat(shown.last()).containsText("curl -s " + hub.base() + "/api/v1/machines -H");
            Assertions.assertThat(Axe.violations(page)).isEmpty();
            Assertions.assertThat(asToken(token, "/api/v1/machines")).isEqualTo(200);
            Assertions.assertThat(asToken(token, "/api/v1/tokens")).isEqualTo(403);
            dialog(page).locator("text=I have it").click();
            assertThat(row(page, "grafana " + MARKUP)).containsText("read");
            // The dialog goes a moment after it was closed.
            visit.await("a page without the token", () -> !page.content().contains(token));
            row(page, "grafana").locator("button").click();
            submit(page);
            assertThat(row(page, "grafana")).hasCount(0);
            visit.await("the token to be refused", () -> asToken(token, "/api/v1/machines") == 401);
            page.locator("text=Ended ones, too").click();
            assertThat(row(page, "grafana")).containsText("revoked");
        }
    }

    @Test
    void oneLineEnrolsAMachineAndThePageSaysWhenItIsHere() {
        try (var visit = open("/admin/machines")) {
            Page page = visit.page();
            page.locator("button:has-text('Add a machine')").click();
            Locator line = dialog(page).locator(".copy-line code");
            assertThat(line)
                    .containsText(
                            "curl -fsS %s/atalaia-agent.tar.gz | tar xz && ./atalaia-agent/atalaia-agent --gateway %s --enrol ate_"
                                    .formatted(hub.base(), hub.base().substring(7)));
            assertThat(dialog(page).locator(".waiting-line")).containsText("Waiting");
            visit.screenshot("enrol-light");
            String enrolment = line.textContent().replaceAll(".*--enrol ", "");
            String other = send("POST", "/api/v1/enrolments", "{}").body().replaceAll(".*\"(ate_[^\"]+)\".*", "$1");
            enrol(enrolment, hub.machine());
            // Another line of the same operator brings a newer machine, which is not the one that is waited for.
            enrol(other, "another-machine");
            assertThat(dialog(page).locator(".waiting-line")).containsText("is here");
            visit.screenshot("enrolled-light");
            dialog(page).locator(".waiting-line a").click();
            assertThat(page).hasURL(Pattern.compile("/machines/" + hub.machine() + "$"));
        }
    }

    private static void enrol(String enrolment, String machine) {
        String body = "{\"enrolment\":\"%s\",\"machine\":\"%s\"}".formatted(enrolment, machine);
        Assertions.assertThat(send("POST", "/api/v1/enrol", body).statusCode()).isEqualTo(201);
    }

    @Test
    void aMachineIsNamedAndLabelledAndItsNewWordsAreTextEverywhere() {
        try (var visit = open("/admin/machines")) {
            Page page = visit.page();
            page.locator(".list tbody tr button").first().click();
            dialog(page).locator("[name=name]").fill(MARKUP);
            dialog(page).locator("text=Add a label").click();
            dialog(page).locator("[name=label-name]").first().fill("site");
            dialog(page).locator("[name=label-value]").first().fill("<b>porto</b>");
            visit.screenshot("machine-edit-light");
            Assertions.assertThat(Axe.violations(page)).isEmpty();
            submit(page);
            assertThat(row(page, MARKUP)).containsText("site: <b>porto</b>");
            page.locator(".machine-link").first().click();
            assertThat(page.locator("h1")).containsText(MARKUP);
            visit.go("/?q=label.site:porto");
            assertThat(visit.card()).containsText(MARKUP);
            awaitAudited("q=" + hub.machine(), "PATCH");
            visit.go("/admin/audit?q=" + hub.machine());
            assertThat(page.locator(".list tbody tr").first()).containsText("Named or labelled the machine");
            assertThat(page.locator("img")).hasCount(0);
        } finally {
            send("PATCH", "/api/v1/machines/" + hub.machine(), "{\"name\":\"\",\"labels\":{}}");
        }
    }

    @Test
    void theAuditIsFilteredLinkedToAndSaved() throws IOException {
        send("DELETE", "/api/v1/users/" + "%3Cb%3Enobody", "");
        Assertions.assertThat(send("POST", "/api/v1/enrolments", "{}").statusCode())
                .isEqualTo(201);
        awaitAudited("outcome=refused", "nobody");
        awaitAudited("outcome=done", "/api/v1/enrolments");
        try (var visit = open("/admin/audit?outcome=refused")) {
            Page page = visit.page();
            assertThat(row(page, "Removed the user")).containsText("<b>nobody");
            assertThat(row(page, "Made a line")).hasCount(0);
            row(page, "Removed the user").locator("a.request").first().click();
            assertThat(page).hasURL(Pattern.compile("/admin/audit\\?q=[A-Za-z0-9-]{8,}$"));
            assertThat(page.locator(".list tbody tr")).hasCount(1);
            page.keyboard().press("/");
            assertThat(page.locator("#filter")).isFocused();
            page.keyboard().press("Escape");
            assertThat(row(page, "Made a line").first()).containsText("Done");
            page.locator("#filter").fill("no such thing");
            assertThat(page.locator(".empty")).containsText("Nothing");
            page.locator("text=Clear filters").click();
            assertThat(row(page, "Made a line").first()).isVisible();
            var saved = page.waitForDownload(
                    () -> page.locator("button:has-text('CSV')").click());
            List<String> lines = Files.readAllLines(saved.path());
            Assertions.assertThat(lines.get(0)).isEqualTo("\ufeffat,who,kind,from,verb,object,outcome,request,node");
            Assertions.assertThat(lines).anyMatch(text -> text.contains("POST /api/v1/enrolments"));
        }
    }

    /** One visit goes from page to page: loading the frame anew takes longest. */
    @Test
    void everyPageIsReadableInBothThemesAndOnAPhone() {
        add("marta", "viewer");
        try (var visit = open("/admin");
                var phone = open("/admin", Chromium.phone())) {
            for (String path : List.of("/admin", "/admin?tab=tokens&all=1", "/admin/machines", "/admin/audit")) {
                String name = path.replaceAll("[^a-z]+", "-").substring(1);
                show(visit, path, ColorScheme.LIGHT);
                visit.screenshot(name + "-light");
                show(visit, path, ColorScheme.DARK);
                visit.screenshot(name + "-dark");
                Assertions.assertThat(Axe.violations(visit.page())).as(path).isEmpty();
                show(phone, path, ColorScheme.LIGHT);
                phone.screenshot(name + "-phone");
                Object width = phone.page().evaluate("document.documentElement.scrollWidth");
                Assertions.assertThat(((Number) width).intValue()).as(path).isLessThanOrEqualTo(390);
            }
        }
    }

    private static void show(Visit visit, String path, ColorScheme scheme) {
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        if (!visit.page().url().endsWith(path)) {
            visit.go(path);
        }
        assertThat(visit.page().locator(".list, .empty").first()).isVisible();
    }
}
