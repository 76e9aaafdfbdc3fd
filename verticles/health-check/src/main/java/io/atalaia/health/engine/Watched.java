/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Held;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One instance under watch: the trial of each of its checks, and when each is asked next. Nanoseconds. */
final class Watched {
    /** How soon it is asked again while it is uncertain. */
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(500);
    /** Each pause is up to so much longer or shorter, so that what began together does not stay together. */
    private static final double JITTER = 0.05;

    private static final int MOST_UNDER_WAY = 4;

    private final RandomGenerator random;
    private final Trial[] trials;
    private final long[] nextAt;
    private final long[] startedAt;
    private final int[] underWay;
    private Subject subject;
    private long answeredAt;
    private boolean answered;

    Watched(Subject subject, long now, RandomGenerator random) {
        this.subject = subject;
        this.random = random;
        int checks = subject.target().checks().size();
        trials = new Trial[checks];
        Arrays.fill(trials, Trial.NEW);
        nextAt = new long[checks];
        startedAt = new long[checks];
        underWay = new int[checks];
        for (int i = 0; i < checks; i++) {
            // The first look is soon, and that of many at once spread out.
            nextAt[i] = now + random.nextLong(1 + Math.min(every(i), SOON));
        }
    }

    Subject subject() {
        return subject;
    }

    /** The same target, of which something else changed. */
    void subject(Subject now) {
        subject = now;
    }

    private Check check(int index) {
        return subject.target().checks().get(index);
    }

    private long every(int index) {
        return TimeUnit.MILLISECONDS.toNanos(check(index).everyMillis());
    }

    void due(long now, List<Watch.Due> due) {
        for (int i = 0; i < trials.length; i++) {
            if (check(i).kind() != Check.Kind.TTL && now >= nextAt[i] && underWay[i] < MOST_UNDER_WAY) {
                begun(i);
                startedAt[i] = now;
                nextAt[i] = now + (trials[i].isUncertain() ? Math.min(SOON, every(i)) : pause(i));
                due.add(new Watch.Due(subject, i));
            }
        }
    }

    private long pause(int index) {
        return (long) (every(index) * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }

    void begun(int check) {
        underWay[check]++;
    }

    void judge(int check, Outcome outcome, long now, long at, int fall, int rise) {
        underWay[check] = Math.max(0, underWay[check] - 1);
        trials[check] = trials[check].after(outcome, at, fall, rise);
        if (outcome.passed()) {
            answered = true;
            answeredAt = now;
        }
        if (trials[check].isUncertain()) {
            nextAt[check] = Math.min(nextAt[check], Math.max(now, startedAt[check] + SOON));
        } else {
            // What was in a hurry is so no longer.
            nextAt[check] = Math.max(nextAt[check], startedAt[check] + every(check) * 9 / 10);
        }
    }

    /** The first that is asked; -1 when all are renewed. */
    int firstAsked() {
        for (int i = 0; i < trials.length; i++) {
            if (check(i).kind() != Check.Kind.TTL) {
                return i;
            }
        }
        return -1;
    }

    boolean answeredWithin(long now, long lately) {
        return answered && now - answeredAt <= lately;
    }

    /** Whether each check fails by silence; on the bus also by its word that nobody is there, which a cut bus gives of all. */
    boolean isSilent() {
        return IntStream.range(0, trials.length)
                .allMatch(i -> trials[i].failures() > 0 && (trials[i].silent() || check(i).kind() == Check.Kind.BUS));
    }

    /** The worst of its checks. */
    Held held() {
        boolean fails = false;
        boolean passes = true;
        boolean silent = true;
        String detail = "";
        for (Trial trial : trials) {
            if (trial.health() == Health.FAILING) {
                detail = fails && !detail.isEmpty() ? detail : trial.detail();
                fails = true;
                silent &= trial.silent();
            }
            passes &= trial.health() == Health.PASSING;
        }
        var health = fails ? Health.FAILING : passes ? Health.PASSING : Health.UNKNOWN;
        return new Held(
                subject.key(),
                subject.target().since(),
                health,
                fails && silent,
                detail,
                Arrays.stream(trials).map(Trial::look).toList());
    }
}
