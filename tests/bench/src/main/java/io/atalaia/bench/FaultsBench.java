/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.bench.faults.Fault;
import io.atalaia.bench.faults.FaultRun;
import io.atalaia.bench.faults.Faults;
import io.atalaia.bench.faults.Line;
import io.atalaia.bench.faults.Stage;
import java.util.List;

/** Lets each fault happen for 45 seconds, or as many as asked, and prints what became of it. Needs root for most of them. */
public final class FaultsBench {
    private static final int SECONDS = 45;

    private FaultsBench() {}

    /** @param arguments seconds of each fault; words, of which a fault's name must hold one */
    public static void main(String[] arguments) {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
        List<String> words = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        boolean well;
        try (var ground = new Ground();
                var stage = new Stage(ground.directory, seconds)) {
            var run = new FaultRun(stage);
            Bars.title("Faults of " + seconds + " s each (bars: evicted after 7 s, all answer 15 s after the end)");
            Faults.all().stream()
                    .filter(fault -> words.isEmpty() || words.stream().anyMatch(fault.name()::contains))
                    .forEach(fault -> happen(run, fault));
            Line ignored = run.samples();
            well = run.lines().stream().map(Line::shortcomings).allMatch(List::isEmpty);
        }
        System.exit(well ? 0 : 1);
    }

    private static void happen(FaultRun run, Fault fault) {
        if (run.canHappen(fault)) {
            Line ignored = run.run(fault);
        } else {
            System.out.println("  skipped for want of hosts of their own: " + fault.name());
        }
    }
}
