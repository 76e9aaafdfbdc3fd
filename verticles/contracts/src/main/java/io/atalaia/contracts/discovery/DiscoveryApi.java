/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.discovery;

import io.atalaia.contracts.Route;
import java.util.List;

/** Which services run where. */
public final class DiscoveryApi {
    public static final Route<AskInstances, Instances> INSTANCES =
            new Route<>("atalaia.discovery.v1.instances", AskInstances.class, Instances.class);

    private DiscoveryApi() {}

    /** @param service a role's name, or empty for all */
    public record AskInstances(String service) {}

    /**
     * @param service the role's name
     * @param node the id of the node that runs it, under whose lease it is registered
     * @param host the node's name, for people
     * @param address the bus address that answers a {@link io.atalaia.contracts.health.HealthApi.Ping}
     * @param since when it was registered, in epoch milliseconds
     */
    public record Instance(String service, String node, String host, String address, long since) {}

    /** @param stale true when the truth could not be read lately and this is what was known before */
    public record Instances(List<Instance> instances, boolean stale) {}
}
