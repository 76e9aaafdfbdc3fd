/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.bench.chaos.Chaos;
import io.atalaia.bench.chaos.Chaos.Plan;
import io.atalaia.bench.chaos.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** Kills, cuts and fills for as many minutes as asked (30), and prints what was lost. Needs root for the small disk. */
public final class ChaosBench {
    private static final int AGENTS = 4;

    private ChaosBench() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis();
        Path directory = Files.createTempDirectory("atalaia-chaos");
        System.out.printf("chaos for %d minutes, seed %d, in %s%n", minutes, seed, directory);
        var plan = new Plan(directory, Duration.ofMinutes(minutes), AGENTS, seed, IntUnaryOperator.identity());
        Tally tally;
        try (var chaos = new Chaos(plan)) {
            tally = chaos.run();
        }
        System.out.println(tally);
        System.exit(tally.complete() ? 0 : 1);
    }
}
