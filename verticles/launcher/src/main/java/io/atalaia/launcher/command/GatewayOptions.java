/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.ConfigFile;
import io.atalaia.launcher.HubAddress;
import io.atalaia.platform.config.ConfigLoader;
import io.atalaia.platform.tls.PemFile;
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

    @Option(
            names = "--authorities",
            paramLabel = "FILE",
            description =
                    "Whose certificates of a gateway with https:// are trusted (PEM); without it those that Java trusts.")
    private Path authorities;

    @Mixin
    private ConfigurationOptions options;

    GatewayClient client() {
        if (gateway == null) {
            return configured();
        }
        String base = gateway.toString().replaceAll("/+$", "");
        return authorities == null
                ? new GatewayClient(base, token())
                : new GatewayClient(
                        base, token(), GatewayTrust.authorities(new PemFile("--authorities", authorities.toString())));
    }

    private GatewayClient configured() {
        var invocation = options.invocation();
        var config = invocation.load(System.getenv()).config();
        var gateway = config.gateway();
        String certificate = invocation.devTls()
                ? invocation.devCertificate(config).certificate().toString()
                : gateway.tls().certificate();
        // Of this machine, where a hub that listens everywhere listens on the loopback too.
        String base = HubAddress.of(!certificate.isEmpty(), gateway.host(), gateway.port(), "localhost")
                .replaceAll("/$", "");
        return certificate.isEmpty()
                ? new GatewayClient(base, token())
                : new GatewayClient(base, token(), GatewayTrust.exactly(certificate));
    }

    /** Null for none. */
    private String token() {
        String token = tokenFile == null ? System.getenv(ConfigLoader.TOKEN_VARIABLE) : ConfigFile.text(tokenFile);
        return token == null || token.isBlank() ? null : token.strip();
    }
}
