/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.read.Choice.PerProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole machines, read from their trees, against what they are known to tell. {@code -Dgolden.write=true} writes that anew. */
class GoldenTest {
    private static final Choice EVERYTHING =
            new Choice(true, true, true, true, true, true, PerProcessor.EACH, PerProcessor.EACH, true);

    @TempDir
    Path folder;

    private static List<String> missing(List<String> from, List<String> in, String sign) {
        return from.stream()
                .filter(line -> !in.contains(line))
                .map(line -> sign + line)
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @CsvSource({"server, true", "laptop, false", "raspberry, false", "container, false"})
    void aTreeTellsWhatItIsKnownToTell(String tree, boolean everything) throws Exception {
        Roots roots = Roots.under(Tree.grow(tree, folder));
        var platform = new LinuxPlatform(roots, everything ? EVERYTHING : Choice.USUAL);
        var facts = platform.facts();
        String told = "# " + facts.name() + ", " + facts.os() + ", " + facts.cores() + " cores, view: " + facts.view()
                + "\n" + Exposition.text(Exposition.all(platform));
        Path golden = Tree.file(tree + ".prom");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, told);
        }
        var now = told.lines().toList();
        var known = Files.readString(golden).lines().toList();
        var difference = missing(known, now, "- ");
        difference.addAll(missing(now, known, "+ "));
        assertThat(String.join("\n", difference)).as("difference to " + golden).isEmpty();
        assertThat(now).isEqualTo(known);
    }
}
