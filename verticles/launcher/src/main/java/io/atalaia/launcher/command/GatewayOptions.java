/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway a command asks. Any of a cluster answers for all. */
final class GatewayOptions {
    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description =
                    "A gateway of the cluster, such as http://127.0.0.1:8080; without it the one that the configuration"
                            + " names.")
    private URI gateway;

    @Mixin
    private ConfigurationOptions options;

    GatewayClient client() {
        if (gateway != null) {
            return new GatewayClient(gateway.toString().replaceAll("/+$", ""));
        }
        var configured = options.invocation().load(System.getenv()).config().gateway();
        return new GatewayClient("http://" + configured.host() + ":" + configured.port());
    }
}
