/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.agent.AgentInvocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how an agent on its own is configured. */
final class AgentOptions {
    @Option(
            names = "--gateway",
            paramLabel = "URL",
            split = ",",
            description =
                    "The hub's gateways, such as https://hub.example.org:8080; the agent holds a connection to one of them"
                            + " and goes to another when it fails. HOST:PORT is plain text.")
    private List<String> gateways = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token that the hub lists. Users of this machine can see it in the list of processes:"
                    + " agent.tokenFile and ATALAIA_AGENT_TOKEN hide it.")
    private String token;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file with the keys of the sections data and agent that differ from the defaults.")
    private Path file;

    @Option(
            names = "--insecure",
            description = "Allows that the token, and what is sampled, goes to another machine in plain text.")
    private boolean insecure;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets one key; may be given several times.")
    private List<String> assignments = new ArrayList<>();

    AgentInvocation invocation() {
        return new AgentInvocation(file, gateways, token, insecure, assignments);
    }
}
