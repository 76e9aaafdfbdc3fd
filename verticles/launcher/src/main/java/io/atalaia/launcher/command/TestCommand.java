/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code atalaia test} is the start script's own, since it needs the sources; it is listed here so that --help tells all. */
@Command(name = "test", description = "Builds and runs every test (from a checkout of the sources).")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("The tests need the sources: call ./atalaia test in a checkout.");
        return AtalaiaCommand.WRONG_INPUT;
    }
}
