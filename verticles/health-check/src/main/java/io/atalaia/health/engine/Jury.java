/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the watchers of an instance agree. It fails when both find it failing, or when one does and the other's node is gone,
 * or has told nothing of this instance, or doubts itself, for five seconds; it passes as soon as one finds it passing.
 */
final class Jury {
    private final Peers peers;

    Jury(Peers peers) {
        this.peers = peers;
    }

    /** @param silent whether it fails on time-outs alone */
    record Finding(Health health, boolean silent, String detail) {
        static final Finding PASSING = new Finding(Health.PASSING, false, "");
    }

    /** Nothing as long as what held before is to hold on. */
    Optional<Finding> verdict(Subject subject, Map<String, String> fit, Set<String> nodes, long now) {
        var watchers = Watchers.of(subject, fit);
        if (watchers.isEmpty()) {
            return homeless(subject, nodes, now);
        }
        List<Held> told = watchers.stream()
                .flatMap(node -> peers.thought(node, subject).stream())
                .map(Peers.Thought::held)
                .toList();
        if (told.stream().anyMatch(held -> held.health() == Health.PASSING)) {
            return Optional.of(Finding.PASSING);
        }
        List<Peers.Thought> against = watchers.stream()
                .filter(node -> !peers.isDoubting(node))
                .flatMap(node -> peers.thought(node, subject).stream())
                .filter(thought -> thought.held().health() == Health.FAILING)
                .toList();
        // Others live and doubt themselves: that is as if they were silent, which counts only after a while.
        boolean alone = watchers.size() == 1
                && subject.reach() != Subject.Reach.HOME_ALONE
                && peers.living(now).size() > 1;
        boolean agreed = !alone && against.size() == watchers.size()
                || against.stream().anyMatch(thought -> now - thought.since() >= Peers.SILENT);
        return against.isEmpty() || !agreed ? Optional.empty() : Optional.of(failing(against));
    }

    private static Finding failing(List<Peers.Thought> against) {
        return new Finding(
                Health.FAILING,
                against.stream().allMatch(thought -> thought.held().silent()),
                against.get(0).held().detail());
    }

    /** The only node that could look is not among the watchers: either it ended, or it does not check. */
    private Optional<Finding> homeless(Subject subject, Set<String> nodes, long now) {
        boolean lives = nodes.contains(subject.home()) || nodes.contains(subject.homeName());
        boolean gone = peers.hasDeparted(subject.home(), now) || !nodes.isEmpty() && !lives;
        return gone
                ? Optional.of(new Finding(
                        Health.FAILING, false, "the node " + subject.homeName() + ", which alone reaches it, has gone"))
                : Optional.empty();
    }
}
