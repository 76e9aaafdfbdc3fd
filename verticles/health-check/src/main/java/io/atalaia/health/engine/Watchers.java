/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.platform.engine.Rendezvous;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which nodes watch an instance. All who know the same nodes agree. */
public final class Watchers {
    private static final int EACH = 2;

    private Watchers() {}

    /** Whether a node is among an instance's watchers. */
    public static boolean watches(String node, Subject subject, Map<String, String> fit) {
        return of(subject, fit).contains(node);
    }

    /**
     * @param fit the nodes that may watch, by their ids, each with its name
     * @return at most two; none when nobody can reach it
     */
    static List<String> of(Subject subject, Map<String, String> fit) {
        return switch (subject.reach()) {
            case ANY -> Rendezvous.first(EACH, subject.key(), fit.keySet());
            case HOME_ALONE -> atHome(subject, fit);
            case RATHER_OTHERS -> elsewhere(subject, fit.keySet());
        };
    }

    /** A node that was started again has another id, but its machine's loopback is the same. */
    private static List<String> atHome(Subject subject, Map<String, String> fit) {
        if (fit.containsKey(subject.home())) {
            return List.of(subject.home());
        }
        var ofThatName = fit.keySet().stream()
                .filter(node -> fit.get(node).equals(subject.homeName()))
                .toList();
        return Rendezvous.first(EACH, subject.key(), ofThatName);
    }

    private static List<String> elsewhere(Subject subject, Set<String> fit) {
        var others = fit.stream().filter(node -> !node.equals(subject.home())).collect(Collectors.toSet());
        return Rendezvous.first(EACH, subject.key(), others.size() >= EACH ? others : fit);
    }
}
