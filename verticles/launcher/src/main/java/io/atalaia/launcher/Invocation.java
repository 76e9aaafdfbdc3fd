/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader;
import io.atalaia.platform.config.ConfigLoader.Loaded;
import io.atalaia.platform.config.Problem;
import io.atalaia.platform.tls.PemFault;
import io.atalaia.platform.tls.PemFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a process was called.
 *
 * @param file the operator's configuration; null for none
 * @param assignments each {@code key=value}
 * @param roles replaces the configured roles unless empty; {@code none} for a node that waits for its roles
 * @param cluster whether to join the cluster
 * @param insecure whether an address beyond loopback is allowed without TLS
 * @param devTls whether to make a certificate for trials
 */
public record Invocation(
        Path file, List<String> assignments, String roles, boolean cluster, boolean insecure, boolean devTls) {
    private static final String NO_ROLES = "none";

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
        check("roles", () -> checkRoles(config));
        check("gateway.tls", () -> checkDevTls(config));
        check("gateway.host", () -> config.gateway().checkExposure(insecure || devTls));
        check("discovery", () -> config.discovery().checkExposure(insecure));
        return loaded;
    }

    /**
     * Reads the certificates and keys that the configuration names, so that what is wrong with them is told before anything is
     * opened.
     *
     * @throws ConfigException with every file that does not serve
     */
    public static void checkFiles(Configuration config) {
        var problems = new ArrayList<Problem>();
        for (PemFiles files :
                List.of(config.gateway().tls().files(), config.cluster().tls().files())) {
            try {
                files.read();
            } catch (PemFault e) {
                problems.add(new Problem(e.file().key(), e.file().path(), e.rule(), null));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** The one that {@code --dev-tls} makes. */
    public DevCertificate devCertificate(Configuration config) {
        return new DevCertificate(Path.of(config.data().directory()).toAbsolutePath(), InstantSource.system());
    }

    private void checkDevTls(Configuration config) {
        if (devTls && config.gateway().tls().isOn()) {
            throw new IllegalArgumentException("names a certificate, and --dev-tls makes another: use one of them");
        }
    }

    private static void check(String key, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(new Problem(key, null, e.getMessage(), null)));
        }
    }

    /** Only in a cluster somebody can give a node its roles later. */
    private void checkRoles(Configuration config) {
        if (config.roles().isEmpty() && !cluster) {
            throw new IllegalArgumentException(
                    "roles is empty, which makes sense with --cluster alone; name some of " + Role.allWords());
        }
    }

    private List<String> allAssignments() {
        var all = new ArrayList<>(assignments);
        if (!roles.isEmpty()) {
            all.add("roles=" + (roles.equals(NO_ROLES) ? "[]" : roles));
        }
        return all;
    }
}
