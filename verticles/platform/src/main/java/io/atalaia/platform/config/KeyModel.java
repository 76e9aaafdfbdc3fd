/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every key that the configuration's records take, in the order in which they declare them. */
final class KeyModel {
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();

    KeyModel(Class<? extends Record> root) {
        collect("", root);
    }

    private void collect(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + nameOf(component);
            if (isSection(component)) {
                collect(key + ".", component.getType());
            } else {
                leaves.put(key, new Leaf(key, component));
            }
        }
    }

    static String nameOf(RecordComponent component) {
        var renamed = component.getAnnotation(Key.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    static boolean isSection(RecordComponent component) {
        return component.getType().isRecord() && component.getType() != ByteSize.class;
    }

    Collection<Leaf> leaves() {
        return leaves.values();
    }

    Optional<Leaf> leaf(String key) {
        return Optional.ofNullable(leaves.get(key));
    }

    boolean isSection(String key) {
        return key.isEmpty() || leaves.keySet().stream().anyMatch(leaf -> leaf.startsWith(key + "."));
    }

    /** The key behind a name such as {@code ATALAIA_STORAGE_RETENTION_RAW}. */
    Optional<Leaf> behindEnvironment(String variable) {
        return leaves.values().stream()
                .filter(leaf -> environmentName(leaf.key()).equals(variable))
                .findFirst();
    }

    static String environmentName(String key) {
        return ConfigLoader.ENVIRONMENT_PREFIX
                + key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** What to say of a key that does not exist: the nearest one, if any is near. */
    String unknown(String key) {
        return leaves.keySet().stream()
                .filter(known ->
                        Distance.between(known, key) <= 3 || lastWord(known).equals(lastWord(key)))
                .min((a, b) -> Distance.between(a, key) - Distance.between(b, key))
                .map(near -> "there is no such key; did you mean " + near + "?")
                .orElse("there is no such key; `atalaia config` lists all");
    }

    private static String lastWord(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
