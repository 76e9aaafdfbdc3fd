/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Hub;
import io.atalaia.launcher.Invocation;
import io.atalaia.launcher.Summary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atalaia run}: starts the roles and goes on until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Starts Atalaia: every role in this process, or those that --roles names.",
            "Stop it with Ctrl-C."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var invocation = options.invocation();
        var config = invocation.load(System.getenv()).config();
        Invocation.checkFiles(config);
        var hub = new Hub(invocation, config);
        return Lifecycle.begin(hub, running -> new Summary(running).print(System.out));
    }
}
