/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader;
import io.atalaia.platform.config.ConfigLoader.Loaded;
import io.atalaia.platform.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a process was called.
 *
 * @param file the operator's configuration; null for none
 * @param assignments each {@code key=value}
 * @param roles replaces the configured roles unless empty
 * @param cluster whether to join the cluster
 * @param insecure whether an address beyond loopback is allowed without login and TLS
 */
public record Invocation(Path file, List<String> assignments, String roles, boolean cluster, boolean insecure) {
    /**
     * Reads the configuration of this call. Opens nothing but the file.
     *
     * @throws ConfigException with every problem
     */
    public Loaded<Configuration> load(Map<String, String> environment) {
        var loaded = new ConfigLoader<>(Configuration.class)
                .yaml(Packaged.text(Packaged.CONFIGURATION), "default")
                .yaml(file == null ? "" : ConfigFile.text(file), String.valueOf(file))
                .environment(environment)
                .assignments(allAssignments())
                .load();
        var config = loaded.config();
        checkExposure("gateway.host", () -> config.gateway().checkExposure(insecure));
        checkExposure("discovery", () -> config.discovery().checkExposure(insecure));
        return loaded;
    }

    private static void checkExposure(String key, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(new Problem(key, null, e.getMessage(), null)));
        }
    }

    private List<String> allAssignments() {
        var all = new ArrayList<>(assignments);
        if (!roles.isEmpty()) {
            all.add("roles=" + roles);
        }
        return all;
    }
}
