/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Startable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Starts what a process is there for, and stops it when a signal says so. */
final class Lifecycle {
    /** What a slow disk, or a cluster that has to be found first, may take. */
    private static final int MOST_START_SECONDS = 120;

    private static final int MOST_STOP_SECONDS = 20;

    private Lifecycle() {}

    /**
     * @param ready told when it has started
     * @return the exit code, {@link AtalaiaCommand#GOES_ON} when it runs
     */
    static <T> int begin(Startable<T> what, Consumer<T> ready) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(what), "atalaia-stop"));
        try {
            var started = what.start().toCompletionStage().toCompletableFuture();
            ready.accept(started.get(MOST_START_SECONDS, TimeUnit.SECONDS));
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
    private static void stop(Startable<?> what) {
        boolean ran = what.running();
        try {
            what.stop().toCompletableFuture().get(MOST_STOP_SECONDS, TimeUnit.SECONDS);
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
