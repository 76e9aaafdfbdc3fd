/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

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
                ? new GatewayClient(base)
                : new GatewayClient(
                        base, GatewayTrust.authorities(new PemFile("--authorities", authorities.toString())));
    }

    private GatewayClient configured() {
        var invocation = options.invocation();
        var config = invocation.load(System.getenv()).config();
        var gateway = config.gateway();
        String address = gateway.host() + ":" + gateway.port();
        String certificate = invocation.devTls()
                ? invocation.devCertificate(config).certificate().toString()
                : gateway.tls().certificate();
        return certificate.isEmpty()
                ? new GatewayClient("http://" + address)
                : new GatewayClient("https://" + address, GatewayTrust.exactly(certificate));
    }
}
