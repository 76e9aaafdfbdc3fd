/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was written, source after source: a later one overrides an earlier one key by key. */
final class Settings {
    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
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
            yaml.readTree(text).fieldNames().forEachRemaining(name -> {
                if (model.leaf(name).isEmpty() && !model.isSection(name)) {
                    foreign.add(name);
                }
            });
        } catch (JsonProcessingException e) {
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
            JsonNode root = yaml.readTree(text);
            if (root.isObject()) {
                addSection("", root, origin);
            } else if (!root.isMissingNode() && !root.isNull()) {
                problems.add(new Problem(origin, null, "must hold keys and values", null));
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? origin : origin + ", line " + at.getLineNr();
            problems.add(new Problem(where, null, "is not YAML: " + firstLine(e.getOriginalMessage()), null));
        }
    }

    private void addSection(String key, JsonNode node, String origin) {
        node.fields().forEachRemaining(field -> {
            String inner = key.isEmpty() ? field.getKey() : key + "." + field.getKey();
            if (!foreign.contains(inner)) {
                add(inner, field.getValue(), origin);
            }
        });
    }

    private void add(String key, JsonNode value, String origin) {
        if (model.leaf(key).isPresent()) {
            byKey.put(key, new Setting(value, origin));
        } else if (!model.isSection(key)) {
            problems.add(new Problem(key, null, model.unknown(key), origin));
        } else if (value.isObject()) {
            addSection(key, value, origin);
        } else if (!value.isNull()) {
            problems.add(new Problem(key, value.toString(), "is a section and takes keys, not a value", origin));
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
                new Setting(type == List.class || type == Map.class ? flow(text, type) : new TextNode(text), origin));
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
        ObjectNode all =
                before != null && before.value() instanceof ObjectNode node ? node.deepCopy() : yaml.createObjectNode();
        byKey.put(pairs, new Setting(all.put(key.substring(dot + 1), text), origin));
        return true;
    }

    /** Lists and pairs may be written as YAML or, plainly, with commas. */
    private JsonNode flow(String text, Class<?> type) {
        try {
            boolean bare = !text.strip().startsWith("[") && !text.strip().startsWith("{");
            return yaml.readTree(bare ? (type == List.class ? "[" + text + "]" : "{" + text + "}") : text);
        } catch (JsonProcessingException e) {
            return new TextNode(text);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it cannot be read");
    }
}
