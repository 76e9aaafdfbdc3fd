/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atalaia config}. */
@Command(
        name = "config",
        description = "Checks the configuration and prints every key with its value and where it comes from.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() {
        var effective = options.invocation().load(System.getenv()).effective();
        int width = effective.keySet().stream().mapToInt(String::length).max().orElse(0);
        effective.forEach((key, value) -> System.out.printf(
                "%-" + width + "s  %-30s  # %s%n",
                key,
                value.value().isEmpty() ? "\"\"" : value.value(),
                value.origin()));
        return 0;
    }
}
