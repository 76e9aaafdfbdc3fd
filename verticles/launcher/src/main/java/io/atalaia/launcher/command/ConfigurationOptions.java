/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Invocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how Atalaia is configured. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file with the keys that differ from the defaults.")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets one key; may be given several times.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--roles",
            paramLabel = "ROLE,…",
            description =
                    "What this process does: database, storage, discovery, health-check, gateway, agent; none for a node"
                            + " of a cluster that waits for its roles.")
    private String roles = "";

    @Option(names = "--cluster", description = "Joins the cluster that cluster.xml describes.")
    private boolean cluster;

    @Option(names = "--insecure", description = "Allows an address beyond this machine although nothing is encrypted.")
    private boolean insecure;

    @Option(
            names = "--dev-tls",
            description =
                    "Encrypts with a certificate that this machine signs for itself, kept in data.directory/tls: for"
                            + " trials, since browsers warn of it.")
    private boolean devTls;

    Invocation invocation() {
        return new Invocation(file, assignments, roles, cluster, insecure, devTls);
    }
}
