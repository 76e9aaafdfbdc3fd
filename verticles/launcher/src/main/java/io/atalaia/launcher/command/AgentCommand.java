/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.agent.AgentProcess;
import io.atalaia.launcher.agent.Enrolling;
import io.atalaia.platform.tls.PemFault;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atalaia agent}: watches this machine for a hub elsewhere, and goes on until it is told to stop. */
@Command(
        name = "agent",
        description = {
            "Watches this machine and sends what it sees to a hub elsewhere.",
            "Opens no port, unless agent.metrics.port says so. Stop it with Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        subcommands = AgentDoctorCommand.class,
        versionProvider = Execution.Numbered.class)
public final class AgentCommand implements Callable<Integer> {
    @Mixin
    private AgentOptions options;

    @Option(
            names = "--enrol",
            paramLabel = "ENROLMENT",
            description =
                    "Exchanges an enrolment, which the hub's page Enrolment gives, for a token of this machine alone,"
                            + " and keeps it in data.directory: once, at the first start.")
    private String enrolment;

    /** The start of a process that is an agent and nothing else. */
    public static int execute(String... arguments) {
        return Execution.of(new AgentCommand(), arguments);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        String opens;
        try {
            opens = enrolled();
        } catch (IllegalStateException | PemFault e) {
            System.err.println("Atalaia did not start: " + e.getMessage());
            return AtalaiaCommand.FAILED;
        }
        var loaded = options.invocation(opens).load(System.getenv());
        return Lifecycle.begin(new AgentProcess(loaded), AgentCommand::tell);
    }

    /** The token that the machine has for its enrolment; without one what was given. */
    private String enrolled() throws InterruptedException, IOException {
        if (enrolment == null) {
            return options.token();
        }
        var before = options.invocation(enrolment).load(System.getenv());
        return new Enrolling(before.config()).with(enrolment);
    }

    private static void tell(AgentProcess.Running running) {
        System.out.printf(
                "Atalaia %s agent is ready (%s, %s, every %s).%n",
                running.version(), running.name(), running.machine(), running.every());
        System.out.printf(
                "Sends to %s; what no gateway has taken waits in %s.%n",
                String.join(", ", running.gateways()), running.waitsIn());
        if (running.metricsPort() >= 0) {
            System.out.printf("Shows its own figures at http://127.0.0.1:%d/metrics.%n", running.metricsPort());
        }
        System.out.flush();
    }
}
