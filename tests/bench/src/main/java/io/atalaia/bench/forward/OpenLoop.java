/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.forward;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks at a steady pace, whether answers come or not: who waits for answers hides what waits. */
public final class OpenLoop {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double NANOS_A_MILLI = 1e6;

    private OpenLoop() {}

    /**
     * What came of it.
     *
     * @param late milliseconds within which 99 of 100 were answered
     * @param errors answers that were none, or not 200
     */
    public record Load(double late, int errors) {}

    /** Blocks until the last answer is there. */
    public static Load run(URI uri, int perSecond, int seconds) {
        int all = perSecond * seconds;
        var millis = new double[all];
        var errors = new AtomicInteger();
        var running = new ArrayList<CompletableFuture<Void>>();
        long begin = System.nanoTime();
        for (int at = 0; at < all; at++) {
            long due = begin + at * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int number = at;
            running.add(ask(uri).handle((status, failed) -> {
                // From when it was due: what we were late counts as waiting.
                millis[number] = (System.nanoTime() - due) / NANOS_A_MILLI;
                if (failed != null || status != 200) {
                    errors.incrementAndGet();
                }
                return null;
            }));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        Arrays.sort(millis);
        return new Load(millis[(int) (all * 0.99)], errors.get());
    }

    private static CompletableFuture<Integer> ask(URI uri) {
        return CLIENT.sendAsync(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString())
                .thenApply(answer -> answer.statusCode());
    }

    /** Whether it is served. */
    public static boolean answers(URI uri) {
        return ask(uri).exceptionally(failed -> 0).join() == 200;
    }
}
