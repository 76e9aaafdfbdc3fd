/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One question, asked at a steady pace, one after the other, and what came of it. Any thread. */
public final class Probe {
    private final Caller caller;
    private final long everyMillis;
    private final String hub;
    private final List<String> bases;
    private final Question question;
    private final List<Outcome> outcomes = new ArrayList<>();
    private int turn;
    private volatile boolean stopped;

    /**
     * @param everyMillis from an answer to the next question
     * @param hub whom it asks; empty when whichever answers will do
     * @param bases addresses of gateways, each asked first in turn; when it does not answer, the others are
     */
    Probe(Caller caller, long everyMillis, String hub, List<String> bases, Question question) {
        this.caller = caller;
        this.everyMillis = everyMillis;
        this.hub = hub;
        this.bases = bases;
        this.question = question;
    }

    public String hub() {
        return hub;
    }

    public String question() {
        return question.name();
    }

    void start(ScheduledExecutorService timer) {
        long sent = System.nanoTime();
        turn++;
        ask(0, "").whenComplete((wrong, failed) -> {
            note(new Outcome(sent, System.nanoTime(), failed == null ? wrong : failed.toString()));
            if (!stopped) {
                again(timer);
            }
        });
    }

    private static CompletableFuture<String> done(String wrong) {
        return CompletableFuture.completedFuture(wrong);
    }

    private void again(ScheduledExecutorService timer) {
        var ignored = timer.schedule(() -> start(timer), everyMillis, TimeUnit.MILLISECONDS);
    }

    /** @param half what an answer lacked that was one all the same; empty when there was none yet */
    private CompletableFuture<String> ask(int failures, String half) {
        String base = bases.get((turn + failures) % bases.size());
        return caller.ask(base, question.next()).thenCompose(wrong -> {
            String best = half.isEmpty() && Questions.HALF.contains(wrong) ? wrong : half;
            if (wrong.isEmpty()) {
                return done(wrong);
            }
            return failures + 1 == bases.size() ? done(best.isEmpty() ? wrong : best) : ask(failures + 1, best);
        });
    }

    private synchronized void note(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Those that were sent at or after a moment of the monotonic clock, in their order. */
    public synchronized List<Outcome> since(long nanos) {
        return outcomes.stream().filter(outcome -> outcome.sent() - nanos >= 0).toList();
    }

    synchronized void forget(long nanos) {
        outcomes.removeIf(outcome -> outcome.sent() - nanos < 0);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public String toString() {
        return question.name() + (hub.isEmpty() ? " anywhere" : " at " + hub);
    }
}
