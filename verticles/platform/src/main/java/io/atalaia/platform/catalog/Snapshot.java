/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import java.util.List;
import java.util.Map;

/**
 * What was registered at one moment. Never changes.
 *
 * @param index of the registry; grows with each change of a registration
 * @param stale true when the truth could not be read lately and this is what was known before
 * @param services the instances of each service by its name, sorted by id
 * @param nodes the address of each living node by its name
 */
public record Snapshot(long index, boolean stale, Map<String, List<Standing>> services, Map<String, String> nodes) {
    public static final Snapshot NOTHING = new Snapshot(0, true, Map.of(), Map.of());

    public Snapshot {
        services = Map.copyOf(services);
        nodes = Map.copyOf(nodes);
    }

    /** The instances of a service; none when nobody registered it. */
    public List<Standing> instances(String service) {
        return services.getOrDefault(service, List.of());
    }
}
