/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Look;

/**
 * Where one check of one instance stands. One lost packet makes nobody fail, one lucky answer nobody pass; only an instance of
 * which nothing is known yet passes with its first answer, unless failures came before it.
 *
 * @param silent whether the failures in a row, or those for which it fails, are time-outs alone
 * @param detail why it fails
 * @param failures in a row, by their weight
 * @param answers in a row
 * @param tried whether it failed a check before it ever passed
 * @param look the newest outcome
 */
public record Trial(Health health, boolean silent, String detail, int failures, int answers, boolean tried, Look look) {
    public static final Trial NEW =
            new Trial(Health.UNKNOWN, false, "", 0, 0, false, new Look(Health.UNKNOWN, "", 0, null));

    /**
     * @param at epoch milliseconds
     * @param fall failures in a row after which an instance fails
     * @param rise answers in a row after which a failing instance passes
     */
    public Trial after(Outcome outcome, long at, int fall, int rise) {
        var look = new Look(
                outcome.passed() ? Health.PASSING : Health.FAILING, outcome.detail(), at, outcome.latencyMillis());
        return outcome.passed() ? afterAnswer(outcome, look, rise) : afterFailure(outcome, look, fall);
    }

    private Trial afterAnswer(Outcome outcome, Look newest, int rise) {
        int inRow = Math.min(answers + 1, rise);
        boolean passes = health == Health.PASSING
                || inRow >= rise
                || outcome.kind() == Outcome.Kind.RENEWED
                || health == Health.UNKNOWN && !tried;
        return passes
                ? new Trial(Health.PASSING, false, "", 0, inRow, false, newest)
                : new Trial(health, silent, detail, health == Health.FAILING ? failures : 0, inRow, tried, newest);
    }

    private Trial afterFailure(Outcome outcome, Look newest, int fall) {
        boolean silence = outcome.kind() == Outcome.Kind.SILENT && (failures == 0 || silent);
        int inRow = Math.min(failures + outcome.weight(fall), fall);
        boolean tryAgain = tried || health == Health.UNKNOWN;
        return health == Health.FAILING || inRow >= fall
                ? new Trial(Health.FAILING, silence, outcome.detail(), fall, 0, tryAgain, newest)
                : new Trial(health, silence, detail, inRow, 0, tryAgain, newest);
    }

    /** Whether failures came lately that are not enough yet to tell. */
    boolean isUncertain() {
        return health != Health.FAILING && failures > 0;
    }
}
