/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.browser.Webroot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sources of the dashboard promise, read from the sources. */
class SourcesTest {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'`)<>]+");
    private static final Pattern PHYSICAL = Pattern.compile(
            "(?<![\\w-])(margin|padding|border)-(left|right)\\b|(?<![\\w-])(left|right)\\s*:|text-align\\s*:\\s*(left|right)"
                    + "|float\\s*:\\s*(left|right)|border-(top|bottom)-(left|right)-radius");
    /**
     * Where left means left whatever the direction of the text: time runs from left to right on charts, so what lies on
     * their canvas is placed by physical coordinates. Rules whose selector begins with one of these.
     */
    private static final List<String> CANVAS = List.of(".uplot", ".u-", ".brush", ".chart");

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final int MOST_LINES = 300;

    private static List<String> findings(String ending, Pattern pattern, List<String> allowed) {
        var found = new ArrayList<String>();
        Webroot.own(ending).forEach(file -> pattern.matcher(Webroot.read(file))
                .results()
                .map(match -> match.group())
                .filter(text -> allowed.stream().noneMatch(text::startsWith))
                .forEach(text -> found.add(Webroot.nameOf(file) + ": " + text)));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "login.html", "setup.html"})
    void nothingIsInlineInThePage(String name) {
        String page = Webroot.read(name);
        assertThat(page)
                .doesNotContainPattern("(?i)<style")
                .doesNotContainPattern("(?i)\\sstyle\\s*=")
                .doesNotContainPattern("(?i)\\son\\w+\\s*=");
        assertThat(Pattern.compile("(?is)<script([^>]*)>(.*?)</script>")
                        .matcher(page)
                        .results())
                .isNotEmpty()
                .allMatch(script ->
                        script.group(1).contains("src=") && script.group(2).isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "login.html", "setup.html"})
    void thePageSaysItsLanguageAndDoesNotForbidZooming(String name) {
        assertThat(Webroot.read(name))
                .contains("<html lang=\"en\"", "name=\"viewport\"")
                .doesNotContain("user-scalable=no", "maximum-scale");
    }

    @Test
    void noAddressLeadsOutOfTheOrigin() {
        var allowed = List.of("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink");
        for (String ending : List.of(".js", ".css", ".html", ".svg")) {
            assertThat(findings(ending, ADDRESS, allowed)).isEmpty();
        }
        assertThat(findings(".css", Pattern.compile("@import|url\\(\\s*['\"]?//"), List.of()))
                .isEmpty();
    }

    @Test
    void propertiesAreLogicalSoThatThePageCanBeMirrored() {
        var found = new ArrayList<String>();
        for (var file : Webroot.own(".css")) {
            String text = Webroot.read(file).replaceAll("(?s)/\\*.*?\\*/", "");
            RULE.matcher(text).results().forEach(rule -> {
                String selector = rule.group(1).strip();
                if (CANVAS.stream().noneMatch(selector::startsWith)) {
                    PHYSICAL.matcher(rule.group(2))
                            .results()
                            .forEach(match -> found.add(Webroot.nameOf(file) + " " + selector + ": " + match.group()));
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFileIsLong() {
        var tooLong = new ArrayList<String>();
        for (var file : Webroot.own(".js", ".css")) {
            long lines = Webroot.read(file).lines().count();
            if (lines > MOST_LINES) {
                tooLong.add(Webroot.nameOf(file) + " has " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void markupIsNeverMadeFromText() {
        assertThat(findings(
                        ".js",
                        Pattern.compile(
                                "\\.innerHTML\\s*=|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|unsafeHTML"),
                        List.of()))
                .isEmpty();
    }

    @Test
    void pureModulesDoNotKnowTheDocument() {
        var known = Map.of(
                "document",
                "\\bdocument\\.\\w",
                "window",
                "\\bwindow\\.\\w",
                "fetch",
                "\\bfetch\\(",
                "storage",
                "localStorage");
        known.forEach((name, pattern) -> assertThat(findings(".js", Pattern.compile(pattern), List.of()))
                .as(name)
                .noneMatch(finding -> finding.startsWith("js/core/")));
    }

    @Test
    void everyModuleThatIsImportedIsThere() {
        var missing = new ArrayList<String>();
        var imported = Pattern.compile("(?:from|import)\\s*\\(?\\s*'(\\.[^']+)'");
        for (var file : Webroot.own(".js")) {
            imported.matcher(Webroot.read(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name ->
                            !file.resolveSibling(name).normalize().toFile().isFile())
                    .forEach(name -> missing.add(Webroot.nameOf(file) + ": " + name));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingWasLeftFromDebugging() {
        assertThat(findings(".js", Pattern.compile("console\\.(log|debug|info)|\\bdebugger\\b|TODO|FIXME"), List.of()))
                .isEmpty();
    }
}
