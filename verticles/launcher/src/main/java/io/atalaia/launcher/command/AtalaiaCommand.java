/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Version;
import io.atalaia.platform.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code atalaia}: the command with its sub-commands. */
@Command(
        name = "atalaia",
        description = {"Watches a fleet of machines.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = AtalaiaCommand.Numbered.class,
        subcommands = {
            RunCommand.class,
            StatusCommand.class,
            ConfigCommand.class,
            VersionCommand.class,
            SimulateCommand.class,
            TestCommand.class
        },
        synopsisSubcommandLabel = "run|status|config|version|simulate|test",
        footer = {"", "Start here:  ./atalaia run", "Then open the address that it prints."})
public final class AtalaiaCommand {
    /** The exit code of a command that has started something which goes on. */
    public static final int GOES_ON = -1;

    public static final int FAILED = 1;
    public static final int WRONG_INPUT = 2;

    public static int execute(String[] arguments) {
        var line = new CommandLine(new AtalaiaCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
        line.getCommandSpec().parser().collectErrors(false);
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int explain(Exception failure) throws Exception {
        if (failure instanceof ConfigException wrong) {
            int count = wrong.problems().size();
            System.err.println("The configuration has " + (count == 1 ? "a problem:" : count + " problems:"));
            wrong.problems().forEach(problem -> System.err.println("  " + problem));
            return WRONG_INPUT;
        }
        throw failure;
    }

    static final class Numbered implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Atalaia " + Version.current()};
        }
    }
}
