/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who serves the addresses that any of several nodes may serve, so that each can be asked by itself: through a circuit breaker of
 * its own, and not at all while it is silent. Every node tells the others what it serves. Safe from any thread.
 */
public final class Servers {
    private final Map<String, Integer> here = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Map<String, List<String>> elsewhere = Map.of();
    private volatile String self = "";

    /** Which node this is; what it served before that is known, others cannot ask of it by itself. */
    void self(String nodeId) {
        self = nodeId;
    }

    String self() {
        return self;
    }

    void begun(String address) {
        here.merge(address, 1, Integer::sum);
    }

    void ended(String address) {
        here.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }

    /** The addresses that this node serves. */
    public List<String> here() {
        return List.copyOf(here.keySet());
    }

    /**
     * What other nodes serve from now on, as far as they answer.
     *
     * @param addresses by the ids of the nodes
     */
    public void elsewhere(Map<String, ? extends Collection<String>> addresses) {
        Map<String, List<String>> nodes = new HashMap<>();
        addresses.forEach((node, all) -> all.forEach(address ->
                nodes.computeIfAbsent(address, none -> new ArrayList<>()).add(node)));
        elsewhere = nodes;
    }

    /** The ids of those to ask, in turn another first; none when no other is known. */
    List<String> inTurn(String address) {
        var others = elsewhere.get(address);
        if (others == null) {
            return List.of();
        }
        var all = new ArrayList<>(others);
        if (here.containsKey(address)) {
            all.add(self);
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<String> order = new ArrayList<>(all.subList(first, all.size()));
        order.addAll(all.subList(0, first));
        return order;
    }
}
