/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atalaia nodes}: the cluster, node by node. */
@Command(
        name = "nodes",
        description = "Shows the nodes of the cluster, what each carries and how many others it sees.",
        mixinStandardHelpOptions = true)
final class NodesCommand implements Callable<Integer> {
    @Mixin
    private GatewayOptions options;

    @Override
    public Integer call() throws Exception {
        var client = options.client();
        return client.talk(() -> {
            var cluster = client.get("/api/v1/cluster");
            new NodeTable(cluster).print(System.out);
            return cluster.path("degraded").asBoolean() ? AtalaiaCommand.FAILED : 0;
        });
    }
}
