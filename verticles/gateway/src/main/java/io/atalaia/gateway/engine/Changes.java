/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of the registry changed for somebody who watches it.
 *
 * @param put new, or changed in any way; in the order of their ids
 * @param removed the ids of those that are no more
 */
public record Changes(List<Standing> put, List<String> removed) {

    /** @param name of a service; empty for all */
    public static Map<String, Standing> of(Snapshot now, String name) {
        Map<String, Standing> standings = new TreeMap<>();
        var wanted = name.isEmpty()
                ? now.services().values().stream().flatMap(Collection::stream)
                : now.instances(name).stream();
        wanted.forEach(one -> standings.put(one.registration().id(), one));
        return standings;
    }

    /** By id, as {@link #of} gives them. */
    public static Changes between(Map<String, Standing> before, Map<String, Standing> now) {
        var put = now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        var removed =
                before.keySet().stream().filter(id -> !now.containsKey(id)).toList();
        return new Changes(put, removed);
    }

    public boolean isEmpty() {
        return put.isEmpty() && removed.isEmpty();
    }
}
