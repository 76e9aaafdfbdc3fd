/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** What was written, source after source: a later one overrides an earlier one key by key. */
final class Settings {
    private final Map<String, Setting> byKey = new LinkedHashMap<>();
    private final KeyModel model;
    private final List<Problem> problems;
    /** Top-level sections that belong to other parts of Atalaia than this one. */
    private final Set<String> foreign = new HashSet<>();

    Settings(KeyModel model, List<Problem> problems) {
        this.model = model;
        this.problems = problems;
    }

    Setting get(String key) {
        return byKey.get(key);
    }

    /** What this text has beyond the model belongs to others, here and in all that is read afterwards. */
    void addSharedYaml(String text, String origin) {
        try {
            Written.pairs(Written.parse(text)).keySet().stream()
                    .filter(name -> model.leaf(name).isEmpty() && !model.isSection(name))
                    .forEach(foreign::add);
        } catch (YAMLException e) {
            throw new IllegalStateException(origin + " is not YAML", e);
        }
        addYaml(text, origin);
    }

    boolean isForeign(String environmentVariable) {
        return foreign.stream()
                .map(KeyModel::environmentName)
                .anyMatch(name -> environmentVariable.equals(name) || environmentVariable.startsWith(name + "_"));
    }

    void addYaml(String text, String origin) {
        try {
            Node root = Written.parse(text);
            if (Written.isPairs(root)) {
                addSection("", root, origin);
            } else if (!Written.isNothing(root)) {
                problems.add(new Problem(origin, null, "must hold keys and values", null));
            }
        } catch (MarkedYAMLException e) {
            String where = origin + ", line " + (e.getProblemMark().getLine() + 1);
            problems.add(new Problem(where, null, "is not YAML: " + firstLine(e.getProblem()), null));
        } catch (YAMLException e) {
            problems.add(new Problem(origin, null, "is not YAML: " + firstLine(e.getMessage()), null));
        }
    }

    private void addSection(String key, Node section, String origin) {
        Written.pairs(section).forEach((name, value) -> {
            String inner = key.isEmpty() ? name : key + "." + name;
            if (!foreign.contains(inner)) {
                add(inner, value, origin);
            }
        });
    }

    private void add(String key, Node value, String origin) {
        if (model.leaf(key).isPresent()) {
            byKey.put(key, new Setting(value, origin));
        } else if (!model.isSection(key)) {
            problems.add(new Problem(key, null, model.unknown(key), origin));
        } else if (Written.isPairs(value)) {
            addSection(key, value, origin);
        } else if (!Written.isNothing(value)) {
            problems.add(new Problem(key, Written.text(value), "is a section and takes keys, not a value", origin));
        }
    }

    /** A value given as text, from the environment or the command line. */
    void addText(String key, String text, String origin) {
        var leaf = model.leaf(key);
        if (leaf.isEmpty() && addPair(key, text, origin)) {
            return;
        }
        if (leaf.isEmpty()) {
            String rule = model.isSection(key) ? "is a section and takes keys, not a value" : model.unknown(key);
            problems.add(new Problem(key, null, rule, origin));
            return;
        }
        Class<?> type = leaf.get().component().getType();
        byKey.put(
                key,
                new Setting(type == List.class || type == Map.class ? flow(text, type) : Written.single(text), origin));
    }

    /** One pair of a key that takes pairs: {@code agent.labels.site=lisbon} leaves the other labels as they are. */
    private boolean addPair(String key, String text, String origin) {
        int dot = key.lastIndexOf('.');
        String pairs = dot < 0 ? "" : key.substring(0, dot);
        if (model.leaf(pairs)
                .filter(leaf -> leaf.component().getType() == Map.class)
                .isEmpty()) {
            return false;
        }
        var before = byKey.get(pairs);
        var all = new LinkedHashMap<String, Node>();
        if (before != null && Written.isPairs(before.value())) {
            all.putAll(Written.pairs(before.value()));
        }
        all.put(key.substring(dot + 1), Written.single(text));
        byKey.put(pairs, new Setting(Written.pairs(all), origin));
        return true;
    }

    /** Lists and pairs may be written as YAML or, plainly, with commas. */
    private Node flow(String text, Class<?> type) {
        try {
            boolean bare = !text.strip().startsWith("[") && !text.strip().startsWith("{");
            return Written.parse(bare ? (type == List.class ? "[" + text + "]" : "{" + text + "}") : text);
        } catch (YAMLException e) {
            return Written.single(text);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it cannot be read");
    }
}
