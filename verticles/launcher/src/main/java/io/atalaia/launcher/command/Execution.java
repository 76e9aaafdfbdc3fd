/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Version;
import io.atalaia.platform.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** How every command is run, and what a person sees of its failures. */
final class Execution {
    private Execution() {}

    /** @return the exit code, or {@link AtalaiaCommand#GOES_ON} */
    static int of(Object command, String... arguments) {
        var line = new CommandLine(command);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> explain(failure));
        line.getCommandSpec().parser().collectErrors(false);
        return line.execute(arguments);
    }

    private static int explain(Exception failure) throws Exception {
        if (failure instanceof ConfigException wrong) {
            int count = wrong.problems().size();
            System.err.println("The configuration has " + (count == 1 ? "a problem:" : count + " problems:"));
            wrong.problems().forEach(problem -> System.err.println("  " + problem));
            return AtalaiaCommand.WRONG_INPUT;
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
