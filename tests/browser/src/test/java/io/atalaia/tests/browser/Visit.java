/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;

/**
 * One reader: a browser without a past, with one page. When it is closed it fails if anything was asked of another origin,
 * or if the browser complained about anything: an error, an exception, a breach of the content security policy.
 */
final class Visit implements AutoCloseable {
    /** What a busy machine with two cores may take for anything that a page does. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Pattern FIGURE = Pattern.compile("\\d");

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean outageExpected;

    Visit(BrowserContext context, String base) {
        this.context = context;
        this.base = base;
        context.setDefaultTimeout(PATIENCE.toMillis());
        page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onWebSocket(socket -> requests.add(socket.url().replaceFirst("^ws", "http")));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** @param path beginning with a slash */
    Visit go(String path) {
        page.navigate(base + path);
        return this;
    }

    /** The fleet, once its figures are live. */
    Visit openFleet() {
        go("/");
        awaitFigure(cpu());
        return this;
    }

    /** The page of the first machine of the fleet, once all its charts have drawn something. */
    Visit openMachine() {
        openFleet();
        card().locator("a").first().click();
        awaitCharts();
        return this;
    }

    Locator card() {
        return page.locator("[data-machine]").first();
    }

    Locator cards() {
        return page.locator("[data-machine]:visible");
    }

    /** The CPU figure of the first card. */
    Locator cpu() {
        return card().locator("[data-figure=cpu] .wide-value");
    }

    /** All figures of the first card: on a busy machine one of them alone may stay the same for long. */
    String figures() {
        return String.join(" ", card().locator(".wide-value").allTextContents());
    }

    /** Its percentage, or nothing that is above zero while there is none. */
    double cpuPercent() {
        String text = cpu().textContent().replace("%", "");
        return text.equals("–") ? -1 : Double.parseDouble(text);
    }

    Locator charts() {
        return page.locator(".charts .chart");
    }

    void awaitFigure(Locator figure) {
        assertThat(figure).containsText(FIGURE);
    }

    void awaitCharts() {
        await(
                "charts with figures",
                () -> charts().count() >= 6 && charts().all().stream().allMatch(Visit::hasFigureOrSaysWhyNot));
    }

    private static boolean hasFigureOrSaysWhyNot(Locator chart) {
        return chart.locator(".chart-entry b").allTextContents().stream()
                        .anyMatch(text -> FIGURE.matcher(text).find())
                || isCovered(chart);
    }

    /** Whether it says why it shows nothing; that its samples are still asked for is no reason. */
    static boolean isCovered(Locator chart) {
        return chart.locator(".chart-overlay:not([data-kind=loading]):visible").count() > 0;
    }

    void await(String what, Callable<Boolean> condition) {
        await(what, PATIENCE, condition);
    }

    /** In this thread: a Playwright object belongs to the thread that made it. */
    void await(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(limit)
                .until(condition);
    }

    /** The gateway will be stopped: complaints about requests that fail are then the browser's duty. */
    void expectOutage() {
        outageExpected = true;
    }

    List<String> requests() {
        return requests;
    }

    /** For a person to look at, in target/screenshots. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        context.close();
        var softly = new SoftAssertions();
        softly.assertThat(
                        requests.stream().filter(url -> !url.startsWith(base + "/") && !url.startsWith("blob:" + base)))
                .as("requests beyond the origin")
                .isEmpty();
        if (!outageExpected) {
            softly.assertThat(complaints).as("complaints of the browser").isEmpty();
        }
        softly.assertAll();
    }
}
