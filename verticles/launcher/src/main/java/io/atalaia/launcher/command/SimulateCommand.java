/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.agent.simulate.Ledger;
import io.atalaia.agent.simulate.Plan;
import io.atalaia.agent.simulate.Simulation;
import io.atalaia.launcher.start.Network;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code atalaia simulate}. */
@Command(
        name = "simulate",
        description = {
            "Pretends to be a fleet of agents, which come to a gateway as real ones do.",
            "Stop it with Ctrl-C: it sends what is left, and tells what was acknowledged."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 40;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FleetOptions fleet;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = FleetOptions.Time.class,
            description = "Ends after so long.")
    private Duration lasts;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = FleetOptions.Time.class,
            description = "Latencies count from then on.")
    private Duration warmUp;

    @Option(names = "--ledger", paramLabel = "FILE", description = "Writes each acknowledged block to a file.")
    private String ledger;

    @Option(names = "--json", description = "Prints one JSON object a second instead of text.")
    private boolean json;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int code = AtalaiaCommand.FAILED;

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = plan();
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "atalaia-stop"));
        try {
            var vertx = wait(Network.alone("simulation", "simulation")).vertx();
            var simulation = new Simulation(vertx, Clock.system(), plan, ledger(vertx));
            wait(simulation.start());
            code = run(vertx, simulation, new FleetReport(plan, json)) ? 0 : AtalaiaCommand.FAILED;
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("The simulation failed: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
        return code;
    }

    private Plan plan() {
        try {
            return fleet.plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Ledger ledger(Vertx vertx) throws InterruptedException, ExecutionException, TimeoutException {
        return ledger == null ? null : wait(Ledger.open(vertx, ledger));
    }

    /** Whether everything that was collected is acknowledged. */
    private boolean run(Vertx vertx, Simulation simulation, FleetReport report)
            throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        long end = lasts == null ? Long.MAX_VALUE : lasts.toNanos();
        boolean cold = warmUp != null;
        boolean asked = false;
        while (!asked && System.nanoTime() - begin < end) {
            asked = stopping.await(1, TimeUnit.SECONDS);
            if (cold && System.nanoTime() - begin >= warmUp.toNanos()) {
                cold = false;
                simulation.warm();
            }
            report.second(simulation.figures());
        }
        wait(simulation.stop());
        var last = simulation.figures();
        report.end(last);
        wait(vertx.close());
        return last.lost() == 0 && last.refusedForGood() == 0 && last.waiting() == 0;
    }

    private static <T> T wait(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs in the shutdown hook; Ctrl-C is how a simulation without an end is ended. */
    private void interrupted() {
        stopping.countDown();
        try {
            boolean inTime = stopped.await(MOST_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("The simulation did not end in time.");
            }
            // Without this the exit code of a Ctrl-C would be 128 plus the signal.
            System.out.flush();
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
