/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.launcher.Configuration;
import io.atalaia.launcher.Invocation;
import io.atalaia.launcher.Packaged;
import io.atalaia.launcher.Role;
import io.atalaia.launcher.command.GatewayTrust;
import io.atalaia.launcher.command.doctor.DataCheck;
import io.atalaia.launcher.command.doctor.FileChecks;
import io.atalaia.launcher.command.doctor.Finding;
import io.atalaia.launcher.command.doctor.Findings;
import io.atalaia.launcher.command.doctor.GatewayCheck;
import io.atalaia.launcher.command.doctor.MachineChecks;
import io.atalaia.launcher.command.doctor.SpoolCheck;
import io.atalaia.platform.config.ConfigLoader.Loaded;
import io.atalaia.platform.tls.PemFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Everything that is looked at on the machine of a hub. */
public final class HubChecks {
    /** The JVM, its libraries, the database, and connections to other nodes. */
    private static final long DESCRIPTORS_OF_ITS_OWN = 500;

    private final Invocation invocation;
    private final Configuration config;
    private final Loaded<Configuration> loaded;
    private final Path data;
    private final Clock clock = Clock.systemUTC();

    public HubChecks(Invocation invocation, Loaded<Configuration> loaded) {
        this.invocation = invocation;
        this.loaded = loaded;
        config = loaded.config();
        data = Path.of(config.data().directory()).toAbsolutePath().normalize();
    }

    public Findings look() {
        var own = RunningHub.in(data);
        var findings = new Findings()
                .add(Finding.ok("configuration", "can be used"))
                .addAll(secrets())
                .addAll(FileChecks.pems(config.gateway().tls().files(), clock.instant()))
                .addAll(FileChecks.pems(config.cluster().tls().files(), clock.instant()))
                .addAll(exposed())
                .addAll(DataCheck.of(data, config.storage().minFree().bytes()))
                .addAll(spools())
                .add(MachineChecks.descriptors(descriptors()));
        new HubPorts(config).all().forEach(port -> findings.add(port.look(own)));
        findings.addAll(database()).addAll(cluster()).addAll(gateway(own));
        return config.roles().contains(Role.AGENT.word())
                ? findings.addAll(MachineChecks.figures(config.agent().root()))
                : findings;
    }

    private List<Finding> secrets() {
        boolean secret = invocation.file() != null
                && loaded.effective().values().stream()
                        .anyMatch(one -> one.value().equals("(secret)")
                                && one.origin().equals(String.valueOf(invocation.file())));
        return secret ? List.of(FileChecks.secret("configuration file", invocation.file())) : List.of();
    }

    private List<Finding> exposed() {
        var gateway = config.gateway();
        return gateway.loopback() || gateway.tls().isOn() || invocation.devTls()
                ? List.of()
                : List.of(Finding.warn(
                        "encryption",
                        "others can reach " + gateway.host() + ", and nothing is encrypted",
                        "name gateway.tls.certificate and gateway.tls.key"));
    }

    private List<Finding> spools() {
        return List.of(
                SpoolCheck.of(
                        "spool of the agent",
                        data.resolve("spool"),
                        config.agent().spool().maxBytes().bytes()),
                SpoolCheck.of(
                        "spool of guests",
                        data.resolve("guests"),
                        config.gateway().ingest().spool().maxBytes().bytes()));
    }

    private long descriptors() {
        var gateway = config.gateway();
        return DESCRIPTORS_OF_ITS_OWN
                + gateway.maxPages()
                + gateway.ingest().maxAgents()
                + gateway.ingest().lines().maxConnections()
                + config.discovery().dns().maxConnections();
    }

    private List<Finding> database() {
        String uri = config.storage().mongo().uri();
        return uri.isEmpty() ? List.of() : List.of(MongoCheck.of(uri));
    }

    private List<Finding> cluster() {
        if (!invocation.cluster()) {
            return List.of();
        }
        String file = config.cluster().config();
        try {
            return ClusterCheck.of(file.isEmpty() ? Packaged.text(Packaged.CLUSTER) : Files.readString(Path.of(file)));
        } catch (IOException e) {
            return List.of(Finding.fail("cluster", file + " cannot be read", "correct cluster.config"));
        }
    }

    /** Only where one runs: else its port is free, which was told. */
    private List<Finding> gateway(Optional<Sockets.Holder> own) {
        boolean here =
                config.roles().contains(Role.GATEWAY.word()) && config.gateway().port() > 0;
        if (own.isEmpty() || !here) {
            return List.of();
        }
        String host = config.gateway().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String certificate = certificate();
        var address = new GatewayAddress(
                !certificate.isEmpty(),
                everywhere ? "127.0.0.1" : host,
                config.gateway().port());
        try {
            return new ArrayList<>(new GatewayCheck(address, trusted(certificate), clock).look());
        } catch (PemFault e) {
            return List.of();
        }
    }

    private String certificate() {
        return invocation.devTls()
                ? invocation.devCertificate(config).certificate().toString()
                : config.gateway().tls().certificate();
    }

    private static SSLContext trusted(String certificate) {
        try {
            return certificate.isEmpty() ? SSLContext.getDefault() : GatewayTrust.exactly(certificate);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
