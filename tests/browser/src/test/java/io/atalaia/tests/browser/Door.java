/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** The log-in of a hub, and who stands before it. */
final class Door {
    private final Chromium chromium;
    private final String base;

    /** @param base of the hub, without a slash at its end */
    Door(Chromium chromium, String base) {
        this.chromium = chromium;
        this.base = base;
    }

    Visit visit() {
        return chromium.visit(base);
    }

    /** @param path where the log-in shall lead */
    Visit logIn(String name, String password, String path) {
        var visit = visit();
        logIn(visit.go("/login?next=" + encoded(path)).page(), name, password);
        assertThat(visit.page()).hasURL(base + path);
        assertThat(userMenu(visit.page())).isVisible();
        return visit;
    }

    static void logIn(Page page, String name, String password) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator(".door-submit").click();
    }

    static Locator userMenu(Page page) {
        return page.locator(".user-menu > button");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator fault(Page page) {
        return page.locator(".door-fault");
    }

    String logInThatLeadsTo(String path) {
        return base + "/login?next=" + encoded(path);
    }

    static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** As a page of this visit would send it. */
    APIResponse send(Visit visit, String method, String path, Object body) {
        var request = visit.context().request();
        var told = request.get(base + "/api/v1/session").text();
        var csrf = Pattern.compile("\"csrf\":\"([^\"]+)\"").matcher(told);
        Assertions.assertThat(csrf.find()).as(told).isTrue();
        var answer = request.fetch(
                base + path,
                RequestOptions.create()
                        .setMethod(method)
                        .setHeader("X-CSRF-Token", csrf.group(1))
                        .setData(body));
        Assertions.assertThat(answer.ok()).as(answer.text()).isTrue();
        return answer;
    }
}
