/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Hub;
import io.atalaia.launcher.Summary;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** What a slow disk, or a cluster that has to be found first, may take. */
    private static final int MOST_START_SECONDS = 120;

    private static final int MOST_STOP_SECONDS = 20;

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var invocation = options.invocation();
        var hub = new Hub(invocation, invocation.load(System.getenv()).config());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hub), "atalaia-stop"));
        try {
            var started = hub.start().toCompletionStage().toCompletableFuture();
            new Summary(started.get(MOST_START_SECONDS, TimeUnit.SECONDS)).print(System.out);
            return AtalaiaCommand.GOES_ON;
        } catch (ExecutionException e) {
            return failed(sentence(e.getCause()));
        } catch (TimeoutException e) {
            return failed("did not start within " + MOST_START_SECONDS + " s");
        }
    }

    private static int failed(String why) {
        System.err.println("Atalaia did not start: " + why);
        return AtalaiaCommand.FAILED;
    }

    /** Failures that roles explain themselves are sentences already; of others the type belongs to the message. */
    private static String sentence(Throwable cause) {
        boolean explained = cause instanceof IllegalStateException || cause instanceof IllegalArgumentException;
        return explained && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    /** Runs in the shutdown hook, which keeps the process alive until it returns. */
    private static void stop(Hub hub) {
        boolean ran = hub.running();
        try {
            hub.stop().toCompletableFuture().get(MOST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("Atalaia did not stop cleanly: " + e.getMessage());
            Runtime.getRuntime().halt(AtalaiaCommand.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ran) {
            // A stop by signal is no failure: without this the exit code would be 128 plus the signal.
            System.out.println("Stopped.");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
