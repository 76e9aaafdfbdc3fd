/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atalaia deploy}: starts a role on a node that runs. */
@Command(
        name = "deploy",
        description =
                "Starts a role on a running node, or brings it to another number of instances. A restart keeps it.",
        mixinStandardHelpOptions = true)
final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROLE", description = "storage, discovery, health-check, gateway or agent.")
    private String role;

    @Option(names = "--node", required = true, paramLabel = "NAME", description = "The node's name, or its id.")
    private String node;

    @Option(names = "--instances", paramLabel = "COUNT", description = "Only storage can have more than one.")
    private int instances = 1;

    @Mixin
    private GatewayOptions options;

    @Override
    public Integer call() throws Exception {
        var client = options.client();
        String path = "/api/v1/nodes/" + GatewayClient.part(node) + "/roles/" + GatewayClient.part(role);
        return client.talk(() -> {
            var state = client.send("PUT", path, "{\"instances\":" + instances + "}");
            System.out.println(state.path("name").asText() + " carries " + NodeTable.roles(state));
            return 0;
        });
    }
}
