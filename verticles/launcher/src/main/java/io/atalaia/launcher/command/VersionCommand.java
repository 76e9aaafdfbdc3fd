/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code atalaia version}. */
@Command(name = "version", description = "Prints the version of Atalaia and of Java.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println("Atalaia " + Version.current() + " on Java " + Runtime.version());
        return 0;
    }
}
