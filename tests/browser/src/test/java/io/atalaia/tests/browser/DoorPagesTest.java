/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.atalaia.tests.browser.Door.button;
import static io.atalaia.tests.browser.Door.fault;
import static io.atalaia.tests.browser.Door.logIn;
import static io.atalaia.tests.browser.Door.userMenu;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub that lets in nobody without a log-in, from its first start on. */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoorPagesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER_PASSWORD = "another horse battery";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static Hub hub;
    private static Door door;
    private static String secret;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        hub = Hub.start(directory, "gateway.access.anonymous=none").awaitReady();
        secret = hub.setupSecret();
        door = new Door(chromium, hub.base());
    }

    @AfterAll
    static void stop() {
        hub.close();
        chromium.close();
    }

    @Test
    @Order(1)
    void whoeverComesBeforeThereAreUsersIsToldWhereTheLinkIs() {
        try (var visit = door.visit()) {
            Page page = visit.go("/").page();
            assertThat(page).hasURL(hub.base() + "/login");
            assertThat(page.locator(".door-card")).containsText("There are no users yet");
            assertThat(page.locator(".door-card")).containsText("./atalaia admin link");
            assertThat(page.locator("#password")).hasCount(0);
            visit.screenshot("login-no-users-light");
        }
    }

    @Test
    @Order(2)
    void theLinkMakesAnAdministratorAndLeadsToTheFleet() {
        try (var visit = door.visit()) {
            Page page = visit.go("/setup#" + secret).page();
            assertThat(page.locator("#name")).isFocused();
            assertThat(page).hasURL(hub.base() + "/setup");
            page.keyboard().type("ana");
            page.keyboard().press("Tab");
            page.keyboard().type("too short");
            assertThat(page.locator("#password-note")).containsText("3 more characters to go.");
            Assertions.assertThat(Axe.violations(page)).isEmpty();
            page.keyboard().press("Enter");
            assertThat(fault(page)).isVisible();
            visit.screenshot("setup-light");
            page.locator("#password").fill(PASSWORD);
            assertThat(page.locator("#password-note")).containsText("Long enough.");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(hub.base() + "/");
            assertThat(userMenu(page)).hasText("ana");
            visit.awaitFigure(visit.cpu());
            assertThat(page.locator(".nav")).containsText("Audit");
        }
    }

    @Test
    @Order(3)
    void aLinkThatWasUsedSaysWhereAnotherComesFrom() {
        try (var visit = door.visit()) {
            visit.expectOutage();
            Page page = visit.go("/setup#" + secret).page();
            logIn(page, "eve", PASSWORD);
            assertThat(fault(page)).containsText("was used");
            assertThat(page.locator(".door-card")).containsText("./atalaia admin link");
            page.reload();
            assertThat(page.locator(".door-card")).containsText("the whole link");
            assertThat(page.locator("#password")).hasCount(0);
        }
    }

    @Test
    @Order(4)
    void whoMustLogInComesBackToWhatTheyWanted() {
        try (var visit = door.visit()) {
            visit.expectOutage();
            Page page = visit.go("/services?q=shop&sort=-name").page();
            assertThat(page).hasURL(door.logInThatLeadsTo("/services?q=shop&sort=-name"));
            assertThat(page.locator("#name")).isFocused();
            page.keyboard().type("ana");
            page.keyboard().press("Tab");
            page.keyboard().type("not the password");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(page.locator("#password")).hasAttribute("type", "text");
            page.keyboard().press("Shift+Tab");
            page.keyboard().press("Enter");
            assertThat(fault(page)).hasText("The name or the password is wrong.");
            assertThat(page.locator("#password")).isFocused();
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page).hasURL(hub.base() + "/services?q=shop&sort=-name");
            assertThat(page.locator("#filter")).hasValue("shop");
            visit.go("/login?next=" + Door.encoded("//evil.example/"));
            assertThat(page).hasURL(hub.base() + "/");
        }
    }

    @Test
    @Order(5)
    void whoGuessedTooOftenSeesHowLongToWait() {
        try (var visit = door.visit()) {
            visit.expectOutage();
            Page page = visit.page();
            page.clock().install();
            visit.go("/login");
            page.route("**/api/v1/session", DoorPagesTest::tooMany);
            logIn(page, "ana", PASSWORD);
            assertThat(fault(page)).containsText("possible in 5:00");
            assertThat(page.locator(".door-submit")).hasText(Pattern.compile("Wait (5:00|4:\\d\\d)"));
            visit.screenshot("login-wait-light");
            page.unroute("**/api/v1/session");
            page.clock().fastForward("05:00");
            assertThat(page.locator(".door-submit")).hasText("Log in");
            assertThat(fault(page)).hasCount(0);
            page.locator(".door-submit").click();
            assertThat(page).hasURL(hub.base() + "/");
        }
    }

    private static void tooMany(Route route) {
        if (route.request().method().equals("POST")) {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(429)
                    .setHeaders(Map.of("Retry-After", "300"))
                    .setContentType("application/problem+json")
                    .setBody("{\"status\":429,\"title\":\"Too Many Requests\"}"));
        } else {
            route.resume();
        }
    }

    @Test
    @Order(6)
    void aDatabaseThatIsAwayIsSaid() {
        try (var visit = door.visit()) {
            visit.expectOutage();
            Page page = visit.page();
            page.route("**/api/v1/session", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            visit.go("/login");
            assertThat(fault(page)).containsText("cannot reach its database");
            visit.screenshot("login-away-light");
            page.unroute("**/api/v1/session");
            assertThat(fault(page)).hasCount(0);
        }
    }

    @Test
    @Order(7)
    void anOrderIsGivenOnceMoreWhenAnotherTabLoggedInMeanwhileAndAViewerSeesWhoMayGiveIt() {
        String instance = "/services?q=shop&open=shop-1";
        try (var ana = door.logIn("ana", PASSWORD, instance)) {
            ana.expectOutage();
            door.send(ana, "POST", "/api/v1/users", Map.of("name", "vera", "role", "viewer", "password", PASSWORD));
            var shop = Map.of("name", "shop", "kind", "http", "address", "10.0.0.7", "port", 8080);
            door.send(ana, "PUT", "/api/v1/registrations/shop-1", shop);
            button(ana.page(), "Maintenance").click();
            ana.page().locator("[name=reason]").fill("new shelves");
            var again = ana.context()
                    .request()
                    .post(
                            hub.base() + "/api/v1/session",
                            RequestOptions.create().setData(Map.of("name", "ana", "password", PASSWORD)));
            Assertions.assertThat(again.ok()).isTrue();
            ana.page().locator("dialog.order-dialog [type=submit]").click();
            assertThat(ana.page().locator("dialog.instance")).containsText("new shelves");
        }
        try (var vera = door.logIn("vera", PASSWORD, instance)) {
            Page page = vera.page();
            assertThat(page.locator("dialog.instance")).containsText("10.0.0.7");
            assertTakesAnOperator(button(page, "Serve again"));
            assertThat(page.locator("dialog.instance .order")).containsText("takes the role Operator");
            Assertions.assertThat(Axe.violations(page)).as("an instance").isEmpty();
            vera.screenshot("viewer-instance-light");
            button(page, "Serve again").dispatchEvent("click");
            page.keyboard().press("Escape");
            assertThat(page.locator(".toast")).hasText("This takes the role Operator.");
            assertThat(page.locator(".nav")).not().containsText("Audit");
            page.locator(".nav a[href='admin/machines']").click();
            assertTakesAnOperator(button(page, "Add a machine"));
            assertTakesAnOperator(page.locator(".list-act button").first());
            assertThat(page.locator(".list")).not().containsText("Token");
            vera.screenshot("viewer-machines-light");
            userMenu(page).click();
            assertThat(page.locator(".user-who")).hasText(Pattern.compile("vera\\s*Viewer"));
        }
    }

    private static void assertTakesAnOperator(Locator button) {
        assertThat(button).hasAttribute("aria-disabled", "true");
        assertThat(button).hasAttribute("title", "This takes the role Operator.");
    }

    @Test
    @Order(8)
    void whoLoggedOutInOneTabIsOutInTheOthersAndWhoGivesUpAnEndedSessionIsLedToTheLogIn() {
        try (var visit = door.logIn("ana", PASSWORD, "/services")) {
            visit.expectOutage();
            Page other = visit.context().newPage();
            other.navigate(hub.base() + "/?view=table");
            assertThat(userMenu(other)).hasText("ana");
            userMenu(visit.page()).click();
            Assertions.assertThat(Axe.violations(visit.page())).as("user menu").isEmpty();
            button(visit.page(), "Log out").click();
            assertThat(visit.page()).hasURL(hub.base() + "/login");
            assertThat(other).hasURL(door.logInThatLeadsTo("/?view=table"));
            logIn(other, "ana", PASSWORD);
            assertThat(other).hasURL(hub.base() + "/?view=table");
            visit.context().clearCookies();
            other.route("**/api/v1/session", DoorPagesTest::nobodyWhoMayGoToAProvider);
            other.locator(".nav a[href=services]").click();
            assertThat(other.locator(".account-dialog #again-password")).isFocused();
            assertThat(other).hasURL(hub.base() + "/services");
            assertThat(other.locator(".account-dialog a"))
                    .hasAttribute("href", hub.base() + "/api/v1/oidc/login?to=%2Fservices");
            other.keyboard().press("Escape");
            assertThat(other).hasURL(door.logInThatLeadsTo("/services"));
        }
    }

    private static void nobodyWhoMayGoToAProvider(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"kind\":\"nobody\",\"name\":\"\",\"rights\":[],\"provider\":\"Our company\"}"));
    }

    @Test
    @Order(9)
    void aNewPasswordEndsAllOtherSessionsAndTheirPagesGoOnAfterALogInOverThem() {
        try (var here = door.logIn("ana", PASSWORD, "/services");
                var there = door.logIn("ana", PASSWORD, "/?q=cpu")) {
            here.expectOutage();
            there.expectOutage();
            Page page = there.page();
            page.locator("#filter").fill("cpu>=0");
            there.awaitFigure(there.cpu());
            page.evaluate("window.before = 'the same page'");
            changePassword(here);
            logInOver(there);
            giveAnOrder(there);
            Assertions.assertThat(page.evaluate("window.before")).isEqualTo("the same page");
            assertThat(here.page().locator(".pill[data-connection=live]")).isVisible();
            assertThat(here.page()).hasURL(hub.base() + "/services");

            userMenu(here.page()).click();
            button(here.page(), "Log out everywhere…").click();
            Locator dialog = here.page().locator("dialog[open]");
            assertThat(dialog).containsText("this one too");
            dialog.locator("[type=submit]").click();
            assertThat(here.page()).hasURL(hub.base() + "/login");
            page.locator("#again-name").fill("vera");
            page.locator("#again-password").fill(PASSWORD);
            button(page, "Log in").click();
            assertThat(userMenu(page)).hasText("vera");
            Assertions.assertThat(page.evaluate("window.before")).isNull();
        }
    }

    private static void logInOver(Visit visit) {
        Page page = visit.page();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog.locator("h2")).hasText("Your session has ended");
        assertThat(dialog.locator("#again-name")).hasValue("ana");
        assertThat(dialog.locator("#again-password")).isFocused();
        Assertions.assertThat(Axe.violations(page)).as("the dialog").isEmpty();
        visit.screenshot("session-ended-light");
        String frozen = visit.card().textContent();
        page.keyboard().type("not the password");
        page.keyboard().press("Enter");
        assertThat(dialog.locator("[role=alert]")).hasText("The name or the password is wrong.");
        assertThat(dialog.locator("#again-password")).isFocused();
        page.keyboard().type(OTHER_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(page.locator(".pill[data-connection=live]")).isVisible();
        assertThat(visit.card()).not().hasText(frozen);
        assertThat(page.locator("#filter")).hasValue("cpu>=0");
    }

    /** The page proves with what it was told at the new log-in that it is one of ours. */
    private static void giveAnOrder(Visit visit) {
        Page page = visit.page();
        page.locator(".nav a[href=services]").click();
        page.locator("[data-instance=shop-1] a").click();
        button(page, "Serve again").click();
        assertThat(page.locator("dialog.instance")).not().containsText("new shelves");
        page.keyboard().press("Escape");
    }

    private static void changePassword(Visit visit) {
        Page page = visit.page();
        userMenu(page).click();
        button(page, "Change password…").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("#old").fill("not the password");
        dialog.locator("#password").fill(OTHER_PASSWORD);
        Assertions.assertThat(Axe.violations(page)).isEmpty();
        visit.screenshot("password-light");
        dialog.locator("[type=submit]").click();
        assertThat(dialog.locator("[role=alert]")).hasText("The current password is wrong.");
        dialog.locator("#old").fill(PASSWORD);
        dialog.locator("[type=submit]").click();
        assertThat(page.locator(".toast")).containsText("The password is changed.");
    }

    @Test
    @Order(10)
    void theLogInIsForEveryReader() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            try (var visit = chromium.visit(hub.base(), Chromium.desktop(scheme))) {
                assertThat(visit.go("/login").page().locator("#name")).isFocused();
                Assertions.assertThat(Axe.violations(visit.page()))
                        .as(scheme.name())
                        .isEmpty();
                visit.screenshot("login-" + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
        try (var visit = chromium.visit(hub.base(), Chromium.phone())) {
            Page page = visit.go("/login").page();
            assertThat(page.locator("#password")).isVisible();
            Assertions.assertThat(
                            ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue())
                    .isLessThanOrEqualTo(0);
            visit.screenshot("login-phone");
        }
    }
}
