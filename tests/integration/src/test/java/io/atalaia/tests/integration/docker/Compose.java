/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker/compose.yaml, with its variables filled in from docker/env.example. */
final class Compose {
    static final Path FOLDER = Dockerfile.ROOT.resolve("docker");
    /** A variable without which compose refuses to start; other forms are not used. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]*}");

    private final Map<String, Object> root;
    private final Map<String, Service> services = new LinkedHashMap<>();

    /** @param secrets the value of each variable */
    private Compose(Map<String, String> secrets) {
        String text = VARIABLE.matcher(text("compose.yaml")).replaceAll(found -> secrets.get(found.group(1)));
        root = pairs(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        pairs(root.get("services")).forEach((name, service) -> services.put(name, new Service(name, pairs(service))));
    }

    static Compose read() {
        var secrets = new TreeMap<String, String>();
        secretNames()
                .forEach(name ->
                        secrets.put(name, name.toLowerCase(Locale.ROOT).replace('_', '0') + "0123456789abcdef"));
        return new Compose(secrets);
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TreeSet<String> secretNames() {
        return VARIABLE.matcher(text("compose.yaml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, Object> root() {
        return root;
    }

    Map<String, Service> services() {
        return services;
    }

    /** Of one image of ours. */
    List<Service> of(String image) {
        return services.values().stream()
                .filter(one -> one.image().equals(image))
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> pairs(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<String> texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }

    record Service(String name, Map<String, Object> keys) {
        String image() {
            return (String) keys.get("image");
        }

        Map<String, String> environment() {
            var all = new LinkedHashMap<String, String>();
            pairs(keys.get("environment")).forEach((key, value) -> all.put(key, String.valueOf(value)));
            return all;
        }

        List<String> command() {
            return texts(keys.get("command"));
        }

        List<Mount> mounts() {
            return texts(keys.get("volumes")).stream().map(Mount::of).toList();
        }

        List<Publication> ports() {
            return texts(keys.get("ports")).stream().map(Publication::of).toList();
        }

        List<String> networks() {
            return texts(keys.get("networks"));
        }

        /** Its fixed one on a network; null for none. */
        String address(String network) {
            return (String) pairs(pairs(keys.get("networks")).get(network)).get("ipv4_address");
        }
    }

    /** @param source a path when it begins with a dot or a slash, else a volume */
    record Mount(String source, String target, String mode) {
        static Mount of(String text) {
            String[] parts = text.split(":");
            return new Mount(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }

        boolean ofFile() {
            return source.startsWith(".");
        }

        Path file() {
            return FOLDER.resolve(source).normalize();
        }
    }

    /** @param port inside the container, with its protocol */
    record Publication(String host, int outside, String port) {
        static Publication of(String text) {
            String[] parts = text.split(":");
            return new Publication(
                    parts[0], Integer.parseInt(parts[1]), parts[2].contains("/") ? parts[2] : parts[2] + "/tcp");
        }
    }
}
