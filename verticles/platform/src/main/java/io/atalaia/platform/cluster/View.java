/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.engine.Footing;
import io.atalaia.platform.cluster.engine.Grants.Grant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The cluster as one node sees it at one moment. Never changes.
 *
 * @param expected how many nodes there should be
 * @param why this node is degraded, in a sentence; empty when it is not
 * @param sees every node that it knows of, itself included, sorted by name
 * @param addresses of the living nodes by their names
 * @param leases those of nodes left out, sorted by name; as they were when they could last be read
 */
public record View(
        Peer self,
        int expected,
        boolean degraded,
        String why,
        List<Seen> sees,
        Map<String, String> addresses,
        List<Grant> leases) {

    /** The ids of those that do not answer on the bus. */
    public Set<String> silent() {
        return sees.stream().filter(seen -> !seen.answers()).map(Seen::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is degraded because it lost the others, and not the database alone. */
    public boolean isCutOff() {
        return degraded
                && Footing.few(expected, sees.stream().filter(Seen::answers).count());
    }

    /** The name of a node, or its id when nobody told it. */
    public String nameOf(String id) {
        return sees.stream()
                .filter(seen -> seen.id().equals(id))
                .findFirst()
                .map(Seen::name)
                .orElse(id);
    }
}
