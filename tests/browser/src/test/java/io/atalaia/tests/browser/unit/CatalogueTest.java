/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atalaia.tests.browser.Webroot;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The texts and the code that shows them fit together: none is missing, and none is left over. */
class CatalogueTest {
    private static final Pattern ASKED = Pattern.compile("\\bt\\(\\s*'([^']+)'");
    private static final Pattern LITERAL = Pattern.compile("'([a-z]+(?:\\.[\\w-]+)+)'");
    private static final Pattern TEMPLATE = Pattern.compile("`([\\w.-]*(?:\\$\\{[^`}]*\\}[\\w.-]*)+)`");

    /** What the page remembers for its reader has names that look like those of texts. */
    private static final Pattern REMEMBERED = Pattern.compile("const KEY = '[^']+';");

    private static JsonNode catalogue;
    /** Keys without the plural form behind them. */
    private static Set<String> keys;

    private static String sources;

    @BeforeAll
    static void read() throws IOException {
        var json = new ObjectMapper();
        var all = (ObjectNode) json.readTree(Webroot.read("i18n/en.json"));
        for (String view : new String[] {"services", "docs", "door", "admin"}) {
            var own = (ObjectNode) json.readTree(Webroot.read("i18n/" + view + "/en.json"));
            assertThat(own.fieldNames()).toIterable().allMatch(name -> !all.has(name));
            all.setAll(own);
        }
        catalogue = all;
        keys = names().map(name -> name.replaceAll("#.*", "")).collect(toCollection(TreeSet::new));
        var code = new StringBuilder();
        Webroot.own(".js").forEach(file -> code.append(Webroot.read(file)).append('\n'));
        sources = REMEMBERED.matcher(code).replaceAll("");
    }

    private static Stream<String> names() {
        return StreamSupport.stream(((Iterable<String>) () -> catalogue.fieldNames()).spliterator(), false);
    }

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(sources).results().map(match -> match.group(1)).collect(toCollection(TreeSet::new));
    }

    @Test
    void everyTextThatIsAskedForExists() {
        var missing = found(ASKED);
        missing.removeAll(keys);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNameOfATextThatTheCodePassesOnExists() {
        Set<String> areas =
                keys.stream().map(key -> key.replaceAll("\\..*", "")).collect(toCollection(TreeSet::new));
        Set<String> missing = found(LITERAL);
        missing.removeIf(name -> !areas.contains(name.replaceAll("\\..*", ""))
                || keys.contains(name)
                || keys.stream().anyMatch(key -> key.startsWith(name + "."))
                || Pattern.compile("\\.(js|css|json|html)$").matcher(name).find());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTextIsUsed() {
        Set<String> literals = found(Pattern.compile("['\"]([\\w.-]+)['\"]"));
        Set<String> templates = found(TEMPLATE);
        var unused = new TreeSet<>(keys);
        unused.removeAll(literals);
        unused.removeIf(key -> templates.stream().anyMatch(template -> makes(template, key, literals)));
        assertThat(unused).isEmpty();
    }

    /** A template that begins with a variable, {@code ${key}.long}, needs the beginning as a text of its own. */
    private static boolean makes(String template, String key, Set<String> literals) {
        String[] fixed = template.split("\\$\\{[^}]*\\}", -1);
        if (fixed[0].isEmpty()) {
            String end = fixed[fixed.length - 1];
            return fixed.length == 2
                    && end.startsWith(".")
                    && key.endsWith(end)
                    && literals.contains(key.substring(0, key.length() - end.length()));
        }
        var pattern = new StringBuilder();
        for (int part = 0; part < fixed.length; part++) {
            pattern.append(part == 0 ? "" : "[\\w-]+").append(Pattern.quote(fixed[part]));
        }
        return fixed[0].contains(".") && key.matches(pattern.toString());
    }

    @Test
    void pluralsHaveBothForms() {
        assertThat(names().filter(name -> name.endsWith("#one")).map(name -> name.replace("#one", "#other")))
                .allMatch(catalogue::has);
        assertThat(names().filter(name -> name.endsWith("#other")).map(name -> name.replace("#other", "#one")))
                .allMatch(catalogue::has);
    }

    @Test
    void noTextIsEmpty() {
        assertThat(names().filter(name -> catalogue.get(name).asText().isBlank()))
                .isEmpty();
    }
}
