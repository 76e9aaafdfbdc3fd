/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What docker/Dockerfile says, stage by stage. */
record Dockerfile(Map<String, Stage> stages) {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    static Dockerfile read() {
        var stages = new LinkedHashMap<String, Stage>();
        Stage now = null;
        for (String line : lines()) {
            String word = line.substring(0, line.indexOf(' '));
            String rest = line.substring(word.length()).strip();
            if (word.equals("FROM")) {
                String[] from = rest.split(" AS ");
                now = new Stage(from[0], stages.get(from[0]), new ArrayList<>());
                stages.put(from[1], now);
            } else {
                now.instructions().add(new Instruction(word, rest));
            }
        }
        return new Dockerfile(stages);
    }

    /** Instructions without comments, each on one line. */
    private static List<String> lines() {
        try {
            return Files.readString(ROOT.resolve("docker/Dockerfile"))
                    .replaceAll("(?m)^#.*\n", "")
                    .replaceAll("\\\\\n", " ")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Instruction(String word, String rest) {}

    /** @param parent the stage that it goes on from; null for an image of others */
    record Stage(String from, Stage parent, List<Instruction> instructions) {
        /** Of the stages before it too, the last one last. */
        List<String> all(String word) {
            var all = new ArrayList<String>(parent == null ? List.of() : parent.all(word));
            instructions.stream().filter(one -> one.word().equals(word)).forEach(one -> all.add(one.rest()));
            return all;
        }

        String last(String word) {
            var all = all(word);
            return all.isEmpty() ? null : all.get(all.size() - 1);
        }

        Map<String, String> environment() {
            var all = new LinkedHashMap<String, String>();
            all("ENV").forEach(one -> all.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1)));
            return all;
        }

        /** A command in its exec form: a shell between would not hand on signals. */
        List<String> command(String word) {
            String text = last(word);
            return text == null ? List.of() : words(text.substring(Math.max(0, text.indexOf('['))));
        }

        static List<String> words(String list) {
            if (!list.startsWith("[") || !list.endsWith("]")) {
                throw new AssertionError("not in exec form: " + list);
            }
            return List.of(list.substring(2, list.length() - 2).split("\", *\""));
        }
    }
}
