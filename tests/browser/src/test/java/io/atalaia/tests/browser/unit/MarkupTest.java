/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.browser.Webroot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What machines, services and users say of themselves becomes text on a page and never markup: our own code uses none of the ways by
 * which a text could become an element or a script. Lit writes whatever is put into a template as text.
 */
class MarkupTest {
    private static final Pattern WAYS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic"
                    + "|setHTMLUnsafe|createContextualFragment|DOMParser|document\\.write|srcdoc|\\beval\\(|new Function|javascript:");

    @Test
    void noTextBecomesMarkupOrAScript() {
        List<String> found = new ArrayList<>();
        Webroot.own(".js").forEach(file -> WAYS.matcher(Webroot.read(file))
                .results()
                .forEach(match -> found.add(file + ": " + match.group())));
        assertThat(found).isEmpty();
    }

    @Test
    void pagesHaveNoScriptsOfTheirOwnBesideTheFilesThatTheirPolicyAllows() {
        Webroot.own(".html").forEach(file -> assertThat(Webroot.read(file))
                .as(file.toString())
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)[^>]*>")
                .doesNotContainPattern("\\son[a-z]+="));
    }
}
