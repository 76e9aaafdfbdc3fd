/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** From what is written to what a record takes. Failures are {@link IllegalArgumentException}s whose message is the rule. */
final class Conversion {
    private static final int MOST_ITEMS = 100;

    private Conversion() {}

    static Object convert(Node node, Class<?> type) {
        if (type == List.class) {
            return list(node);
        }
        if (type == Map.class) {
            return map(node);
        }
        if (!Written.isSingle(node)) {
            throw new IllegalArgumentException("must be a single value");
        }
        String text = Written.text(node);
        return type == String.class ? text : scalar(text.strip(), type);
    }

    /** Also reads the limits of a {@link Range}, which are written like values. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object scalar(String text, Class<?> type) {
        if (type == Duration.class) {
            return Durations.parse(text);
        }
        if (type == ByteSize.class) {
            return ByteSize.parse(text);
        }
        if (type == boolean.class) {
            return bool(text.toLowerCase(Locale.ROOT));
        }
        if (type.isEnum()) {
            return oneOf((Class<? extends Enum>) type, text);
        }
        return number(text, type);
    }

    private static Object number(String text, Class<?> type) {
        try {
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return Long.parseLong(text);
            }
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(type == double.class ? "must be a number" : "must be a whole number", e);
        }
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text.equals("true");
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be one of " + words(type), e);
        }
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static List<String> list(Node node) {
        if (!Written.isList(node) || Written.items(node).size() > MOST_ITEMS) {
            throw new IllegalArgumentException("must be a list such as [a, b] of at most " + MOST_ITEMS + " items");
        }
        return Written.items(node).stream()
                .map(item -> Written.text(item).strip())
                .toList();
    }

    /** Pairs whose values must be texts: other readers of YAML take a secret such as 0123 for a number, and lose its first sign. */
    static Map<String, String> texts(Node node) {
        Map<String, String> pairs = map(node);
        Written.pairs(node).forEach((name, value) -> {
            if (!Written.isText(value)) {
                throw new IllegalArgumentException("the value of " + name + " must be a text: put it in quotes");
            }
        });
        return pairs;
    }

    private static Map<String, String> map(Node node) {
        if (!Written.isPairs(node) || Written.pairs(node).size() > MOST_ITEMS) {
            throw new IllegalArgumentException("must be pairs such as {site: lisbon}, at most " + MOST_ITEMS);
        }
        var pairs = new LinkedHashMap<String, String>();
        Written.pairs(node).forEach((name, value) -> pairs.put(name, Written.text(value)));
        return pairs;
    }
}
