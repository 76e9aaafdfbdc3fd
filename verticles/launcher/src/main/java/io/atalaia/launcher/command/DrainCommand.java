/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atalaia drain}: empties a node before work on it. */
@Command(
        name = "drain",
        description = "Lets other nodes carry what a node carries, then stops it there; --end takes it back.",
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NODE", description = "The node's name, or its id.")
    private String node;

    @Option(names = "--end", description = "The node takes part again, with the roles that it had.")
    private boolean end;

    @Mixin
    private GatewayOptions options;

    @Override
    public Integer call() throws Exception {
        var client = options.client();
        return client.talk(() -> {
            var state = client.send(
                    "POST", "/api/v1/nodes/" + GatewayClient.part(node) + "/drain", "{\"end\":" + end + "}");
            String name = state.path("name").asText();
            System.out.println((end ? name + " takes part again and carries " : name + " is drained and carries ")
                    + NodeTable.roles(state));
            return 0;
        });
    }
}
