/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atalaia undeploy}: stops a role on a node that goes on. */
@Command(
        name = "undeploy",
        description = {
            "Stops a role on a running node. A restart keeps it stopped.",
            "When it was the last of the cluster, another node takes it."
        },
        mixinStandardHelpOptions = true)
final class UndeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROLE", description = "storage, discovery, health-check, gateway or agent.")
    private String role;

    @Option(names = "--node", required = true, paramLabel = "NAME", description = "The node's name, or its id.")
    private String node;

    @Mixin
    private GatewayOptions options;

    @Override
    public Integer call() throws Exception {
        var client = options.client();
        String path = "/api/v1/nodes/" + GatewayClient.part(node) + "/roles/" + GatewayClient.part(role);
        return client.talk(() -> {
            var state = client.send("DELETE", path, "");
            System.out.println(state.path("name").asText() + " carries " + NodeTable.roles(state));
            return 0;
        });
    }
}
