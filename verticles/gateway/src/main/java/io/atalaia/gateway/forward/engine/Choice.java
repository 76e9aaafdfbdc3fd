/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.node.NodeState.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Two random instances, heavier ones more often, and of these the one that is expected to answer sooner (the power of two choices,
 * Mitzenmacher 2001). The first stays unless the other is clearly better: among equals the weights alone decide.
 */
final class Choice {
    /** A smaller difference is noise. */
    private static final double CLEARLY = 1.5;

    private Choice() {}

    /**
     * @param apart null, or one that must not be chosen
     * @param canMove whether the request could go to another instance if this one fails: such requests find out whether an
     *     instance that was held back is well again
     * @return null when there is none that may be asked
     */
    static Target of(List<Target> all, Target apart, boolean canMove, long now, RandomGenerator random) {
        if (canMove && apart == null) {
            for (Target one : all) {
                if (one.isDue(now)) {
                    return one;
                }
            }
        }
        var well = apart == null && areWell(all) ? all : those(all, apart, one -> one.position() == Position.CLOSED);
        if (!well.isEmpty()) {
            return ofTwo(well, now, random);
        }
        var due = those(all, apart, one -> one.isDue(now));
        if (!due.isEmpty()) {
            return due.get(0);
        }
        // Where every instance says that it failed, that is the service's own answer.
        var answering = those(all, apart, Target::answersOnly);
        return answering.isEmpty() ? null : ofTwo(answering, now, random);
    }

    private static boolean areWell(List<Target> all) {
        for (Target one : all) {
            if (one.position() != Position.CLOSED) {
                return false;
            }
        }
        return true;
    }

    private static List<Target> those(List<Target> all, Target apart, Predicate<Target> wanted) {
        var found = new ArrayList<Target>(all.size());
        for (Target one : all) {
            if (one != apart && wanted.test(one)) {
                found.add(one);
            }
        }
        return found;
    }

    private static Target ofTwo(List<Target> all, long now, RandomGenerator random) {
        if (all.size() == 1) {
            return all.get(0);
        }
        long weights = weights(all, null);
        Target first = drawn(all, null, weights, random);
        Target second = drawn(all, first, weights(all, first), random);
        if (weights > 0 && second.place().weight() == 0) {
            return first;
        }
        double average = Math.max(1, (double) weights / all.size());
        return first.cost(now, average) > CLEARLY * second.cost(now, average) ? second : first;
    }

    private static long weights(List<Target> all, Target apart) {
        long sum = 0;
        for (Target one : all) {
            sum += one == apart ? 0 : one.place().weight();
        }
        return sum;
    }

    /** Where none has a weight all are alike; one of weight 0 beside others gets nothing. */
    private static Target drawn(List<Target> all, Target apart, long weights, RandomGenerator random) {
        if (weights == 0) {
            int at = random.nextInt(apart == null ? all.size() : all.size() - 1);
            int skipped = apart == null ? all.size() : all.indexOf(apart);
            return all.get(at < skipped ? at : at + 1);
        }
        long left = random.nextLong(weights);
        Target last = null;
        for (Target one : all) {
            if (one != apart && one.place().weight() > 0) {
                last = one;
                left -= one.place().weight();
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
