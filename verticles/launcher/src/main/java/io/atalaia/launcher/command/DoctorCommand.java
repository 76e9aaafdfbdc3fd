/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.command.doctor.Findings;
import io.atalaia.launcher.command.doctor.hub.HubChecks;
import io.atalaia.platform.config.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atalaia doctor}: what is wrong on the machine of a hub, and how to mend it. */
@Command(
        name = "doctor",
        description = {
            "Finds what keeps a hub of this machine from working, and says how to mend it; `atalaia agent doctor` does so for",
            "an agent. Run it as the user that runs Atalaia, with the same options; it changes nothing."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--json", description = "Prints one JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var invocation = options.invocation();
        Findings findings;
        try {
            findings = new HubChecks(invocation, invocation.load(System.getenv())).look();
        } catch (ConfigException wrong) {
            findings = Findings.of(wrong);
        }
        return AgentDoctorCommand.tell(findings, json);
    }
}
