/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import picocli.CommandLine.Command;

/** {@code atalaia}: the command with its sub-commands. */
@Command(
        name = "atalaia",
        description = {"Watches a fleet of machines.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Execution.Numbered.class,
        subcommands = {
            RunCommand.class,
            AgentCommand.class,
            StatusCommand.class,
            NodesCommand.class,
            DeployCommand.class,
            UndeployCommand.class,
            DrainCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            SimulateCommand.class,
            TestCommand.class
        },
        synopsisSubcommandLabel =
                "run|agent|status|nodes|deploy|undeploy|drain|backup|restore|config|doctor|version|simulate|test",
        footer = {"", "Start here:  ./atalaia run", "Then open the address that it prints."})
public final class AtalaiaCommand {
    /** The exit code of a command that has started something which goes on. */
    public static final int GOES_ON = -1;

    public static final int FAILED = 1;
    public static final int WRONG_INPUT = 2;

    public static int execute(String[] arguments) {
        return Execution.of(new AtalaiaCommand(), arguments.length == 0 ? new String[] {"--help"} : arguments);
    }
}
