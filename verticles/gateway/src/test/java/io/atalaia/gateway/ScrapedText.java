/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read as strictly as the format is written down: families in one piece, nothing twice. */
public final class ScrapedText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABELS = "\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*\\}";
    private static final Pattern LINE = Pattern.compile("(" + NAME + ")(" + LABELS + ")? (\\S+)");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.*)");

    /** By the series as it is written. */
    public final Map<String, Double> values = new LinkedHashMap<>();

    public final Map<String, String> types = new HashMap<>();
    public final Map<String, String> helps = new HashMap<>();

    public ScrapedText(String text) {
        assertThat(text).endsWith("\n");
        Set<String> over = new HashSet<>();
        String family = "";
        for (String line : text.split("\n")) {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = LINE.matcher(line);
            assertThat(comment.matches() || sample.matches()).as(line).isTrue();
            String name = comment.matches() ? comment.group(2) : sample.group(1);
            if (!name.equals(family)) {
                assertThat(over.add(family)).as("family in two pieces: " + name).isTrue();
                assertThat(over).doesNotContain(name);
                family = name;
            }
            if (comment.matches()) {
                var comments = comment.group(1).equals("TYPE") ? types : helps;
                assertThat(comments.put(name, comment.group(3))).as(line).isNull();
                assertThat(values.keySet()).noneMatch(series -> series.startsWith(name + "{"));
            } else {
                assertThat(types).containsKey(name);
                Double value = Double.valueOf(
                        sample.group(3).replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
                assertThat(values.put(name + (sample.group(2) == null ? "" : sample.group(2)), value))
                        .as(line)
                        .isNull();
            }
        }
    }

    public Set<String> families() {
        return types.keySet();
    }
}
