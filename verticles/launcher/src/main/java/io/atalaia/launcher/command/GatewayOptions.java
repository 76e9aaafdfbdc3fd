/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.ConfigFile;
import io.atalaia.platform.config.ConfigLoader;
import java.net.URI;
import java.nio.file.Path;
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

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that lets this command in; else the environment's ATALAIA_TOKEN counts.")
    private Path tokenFile;

    @Mixin
    private ConfigurationOptions options;

    GatewayClient client() {
        if (gateway != null) {
            return new GatewayClient(gateway.toString().replaceAll("/+$", ""), token());
        }
        var configured = options.invocation().load(System.getenv()).config().gateway();
        return new GatewayClient("http://" + configured.host() + ":" + configured.port(), token());
    }

    /** Null for none. */
    private String token() {
        String token = tokenFile == null ? System.getenv(ConfigLoader.TOKEN_VARIABLE) : ConfigFile.text(tokenFile);
        return token == null || token.isBlank() ? null : token.strip();
    }
}
