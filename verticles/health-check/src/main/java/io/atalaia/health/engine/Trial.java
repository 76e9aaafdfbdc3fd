/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Verdict;

/**
 * Where one instance stands: its verdict, and how many checks in a row speak against it. One lost packet makes nobody fail,
 * one lucky answer nobody pass; only an instance of which nothing is known yet passes with its first answer.
 */
public record Trial(Verdict verdict, int against) {

    public static Trial of(Instance instance) {
        return new Trial(new Verdict(instance, Health.UNKNOWN, "", 0, null), 0);
    }

    /**
     * @param checkedAt epoch milliseconds
     * @param fall failures in a row after which an instance fails
     * @param rise answers in a row after which a failing instance passes
     */
    public Trial after(Outcome outcome, long checkedAt, int fall, int rise) {
        return outcome.passed() ? afterAnswer(outcome, checkedAt, rise) : afterFailure(outcome, checkedAt, fall);
    }

    private Trial afterAnswer(Outcome outcome, long checkedAt, int rise) {
        if (verdict.health() != Health.FAILING) {
            return stand(Health.PASSING, "", 0, outcome, checkedAt);
        }
        return against + 1 >= rise
                ? stand(Health.PASSING, "", 0, outcome, checkedAt)
                : stand(Health.FAILING, verdict.detail(), against + 1, outcome, checkedAt);
    }

    private Trial afterFailure(Outcome outcome, long checkedAt, int fall) {
        if (verdict.health() == Health.FAILING) {
            return stand(Health.FAILING, outcome.detail(), 0, outcome, checkedAt);
        }
        int failures = against + outcome.failures();
        return failures >= fall
                ? stand(Health.FAILING, outcome.detail(), 0, outcome, checkedAt)
                : stand(verdict.health(), verdict.detail(), failures, outcome, checkedAt);
    }

    private Trial stand(Health health, String detail, int nowAgainst, Outcome outcome, long checkedAt) {
        return new Trial(
                new Verdict(verdict.instance(), health, detail, checkedAt, outcome.latencyMillis()), nowAgainst);
    }
}
