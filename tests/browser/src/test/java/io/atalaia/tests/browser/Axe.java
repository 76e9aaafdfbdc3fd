/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What the usual rules of accessibility say about a page. */
final class Axe {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What still fades in has not its colours yet. */
    private static final String FADED_IN =
            """
            Promise.allSettled(document.getAnimations()
              .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))
              .then(() => null)""";

    private Axe() {}

    static List<String> violations(Page page) {
        page.evaluate(FADED_IN);
        return new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getTarget() + " " + node.getHtml()))
                        .toList();
    }
}
