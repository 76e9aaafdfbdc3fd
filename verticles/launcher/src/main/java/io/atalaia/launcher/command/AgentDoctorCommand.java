/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.agent.AgentConfig;
import io.atalaia.agent.GatewayAddress;
import io.atalaia.launcher.agent.AgentInvocation.Loaded;
import io.atalaia.launcher.command.doctor.DataCheck;
import io.atalaia.launcher.command.doctor.FileChecks;
import io.atalaia.launcher.command.doctor.Finding;
import io.atalaia.launcher.command.doctor.Finding.Grade;
import io.atalaia.launcher.command.doctor.Findings;
import io.atalaia.launcher.command.doctor.GatewayCheck;
import io.atalaia.launcher.command.doctor.MachineChecks;
import io.atalaia.launcher.command.doctor.SpoolCheck;
import io.atalaia.launcher.command.doctor.TokenCheck;
import io.atalaia.platform.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atalaia agent doctor}: what is wrong on the machine of an agent, and how to mend it. */
@Command(
        name = "doctor",
        description = {
            "Finds what keeps this machine's agent from working, and says how to mend it.",
            "Run it as the user that runs the agent, with the same options; it changes nothing."
        },
        mixinStandardHelpOptions = true)
final class AgentDoctorCommand implements Callable<Integer> {
    /** The agent's own files, its libraries and its connection. */
    private static final long DESCRIPTORS = 256;

    @Mixin
    private AgentOptions options;

    @Option(names = "--json", description = "Prints one JSON object instead of lines.")
    private boolean json;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws Exception {
        Findings findings;
        try {
            findings = look(options.invocation().load(System.getenv()));
        } catch (ConfigException wrong) {
            findings = Findings.of(wrong);
        }
        return tell(findings, json);
    }

    static int tell(Findings findings, boolean json) throws IOException {
        if (json) {
            findings.printJson(System.out);
        } else {
            findings.print(System.out);
        }
        return findings.code();
    }

    private Findings look(Loaded loaded) throws InterruptedException {
        var config = loaded.config().agent();
        var data = Path.of(loaded.config().data().directory()).toAbsolutePath().normalize();
        var findings = new Findings().add(Finding.ok("configuration", "can be used"));
        if (!config.tokenFile().isEmpty()) {
            findings.add(FileChecks.secret("agent.tokenFile", Path.of(config.tokenFile())));
        }
        findings.addAll(FileChecks.pems(config.tls().files(), clock.instant()))
                .addAll(DataCheck.of(data, config.spool().maxBytes().bytes()))
                .add(SpoolCheck.of(
                        "spool",
                        data.resolve("spool"),
                        config.spool().maxBytes().bytes()))
                .add(MachineChecks.descriptors(DESCRIPTORS))
                .addAll(MachineChecks.figures(config.root()));
        try (var tokens = new TokenCheck(config.tls().files(), loaded.token())) {
            for (String gateway : config.gateways()) {
                knock(GatewayAddress.of(gateway), config, tokens, findings);
            }
        }
        return findings;
    }

    private void knock(GatewayAddress address, AgentConfig config, TokenCheck tokens, Findings findings)
            throws InterruptedException {
        var gateway = new GatewayCheck(address, trusted(config), clock);
        var found = gateway.look();
        findings.addAll(found);
        if (found.stream().noneMatch(one -> one.grade() == Grade.FAIL)) {
            findings.add(tokens.at(address, gateway.what()));
        }
    }

    private static SSLContext trusted(AgentConfig config) {
        var authorities = config.tls().files().authorities();
        try {
            return authorities.isNamed() ? GatewayTrust.authorities(authorities) : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
