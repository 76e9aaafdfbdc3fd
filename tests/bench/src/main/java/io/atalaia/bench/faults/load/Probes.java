/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every question at every gateway, and some that any gateway may answer, for as long as this is open. */
public final class Probes implements AutoCloseable {
    /** So many good answers in a row mean that it is well again. */
    private static final int ENOUGH = 4;

    private static final long EVERY_MILLIS = 400;
    private static final long SOON_MILLIS = 40;
    private static final double NANOS = 1e9;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "probes");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Probe> probes;

    private Probes(List<Probe> probes) {
        this.probes = probes;
        probes.forEach(probe -> probe.start(timer));
    }

    /** @param bases the gateways' addresses by their hubs' names */
    public static Probes everywhere(Caller caller, Map<String, String> bases, Journal journal, String machine) {
        var all = List.copyOf(bases.values());
        List<Probe> probes = new ArrayList<>();
        var write = Questions.write(journal);
        var questions = List.of(
                Questions.registrations(),
                Questions.services(),
                Questions.history(machine),
                Questions.live(machine),
                write);
        bases.forEach((hub, base) -> questions.forEach(
                question -> probes.add(new Probe(caller, EVERY_MILLIS, hub, List.of(base), question))));
        probes.add(new Probe(caller, EVERY_MILLIS, "", all, Questions.registrations()));
        probes.add(new Probe(caller, EVERY_MILLIS, "", all, write));
        return new Probes(probes);
    }

    /** Clients that ask more, each of whichever gateway answers. */
    public static Probes load(Caller caller, Collection<String> bases, Journal journal, String machine) {
        var all = List.copyOf(bases);
        var reads = Stream.of(Questions.registrations(), Questions.services(), Questions.history(machine))
                .map(question -> new Probe(caller, SOON_MILLIS, "", all, question));
        var write = new Probe(caller, EVERY_MILLIS / 2, "", all, Questions.write(journal));
        return new Probes(Stream.concat(reads, Stream.of(write)).toList());
    }

    /** Those that ask a certain hub, or a certain question. */
    public List<Probe> where(Predicate<Probe> which) {
        return probes.stream().filter(which).toList();
    }

    /** Those that were not well since a moment of the monotonic clock or were not asked often enough to tell. */
    public List<String> unwell(long since) {
        return probes.stream()
                .filter(probe -> !isWell(probe.since(since)))
                .map(probe -> probe + last(probe.since(since)))
                .toList();
    }

    private static boolean isWell(List<Outcome> outcomes) {
        return outcomes.size() >= ENOUGH
                && outcomes.subList(outcomes.size() - ENOUGH, outcomes.size()).stream()
                        .allMatch(Outcome::good);
    }

    private static String last(List<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? ""
                : " (" + outcomes.get(outcomes.size() - 1).wrong() + ")";
    }

    /** What those were told that could not answer at the end of a time, and how often they could not in it. */
    public static List<String> stillWrong(List<Probe> among, long from, long to) {
        return among.stream()
                .filter(probe -> Double.isInfinite(back(List.of(probe), from, to)))
                .map(probe -> {
                    var outcomes = probe.since(from).stream()
                            .filter(outcome -> outcome.done() - to < 0)
                            .toList();
                    long bad =
                            outcomes.stream().filter(outcome -> !outcome.good()).count();
                    return probe + last(outcomes) + ", " + bad + " of " + outcomes.size();
                })
                .toList();
    }

    /**
     * Seconds after a moment until the last failure of any of them was over; infinite when the last thing that one of them
     * did before another moment was to fail.
     */
    public static double back(List<Probe> among, long from, long to) {
        double longest = 0;
        for (Probe probe : among) {
            var outcomes = probe.since(from).stream()
                    .filter(outcome -> outcome.done() - to < 0)
                    .toList();
            for (int place = 0; place < outcomes.size(); place++) {
                if (!outcomes.get(place).good()) {
                    boolean last = place + 1 == outcomes.size();
                    double until = last
                            ? Double.POSITIVE_INFINITY
                            : (outcomes.get(place + 1).done() - from) / NANOS;
                    longest = Math.max(longest, until);
                }
            }
        }
        return longest;
    }

    public void forget(long before) {
        probes.forEach(probe -> probe.forget(before));
    }

    @Override
    public void close() {
        probes.forEach(Probe::stop);
        timer.shutdownNow();
    }
}
