/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.discovery;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.Topic;
import java.util.List;

/** Which services run where. */
public final class DiscoveryApi {
    public static final Route<AskInstances, Instances> INSTANCES =
            new Route<>("atalaia.discovery.v1.instances", AskInstances.class, Instances.class);

    /** Registers an instance of a service, or changes the one with its id. */
    public static final Route<Register, Registered> REGISTER =
            new Route<>("atalaia.discovery.v1.register", Register.class, Registered.class);

    public static final Route<Renew, Done> RENEW = new Route<>("atalaia.discovery.v1.renew", Renew.class, Done.class);

    public static final Route<Remove, Done> REMOVE =
            new Route<>("atalaia.discovery.v1.remove", Remove.class, Done.class);

    public static final Route<Maintain, Registered> MAINTAIN =
            new Route<>("atalaia.discovery.v1.maintain", Maintain.class, Registered.class);

    public static final Route<AskServices, Services> SERVICES =
            new Route<>("atalaia.discovery.v1.services", AskServices.class, Services.class);

    /** Told when something was registered, changed or removed: a hint to read the truth anew. */
    public static final Topic<Changed> CHANGED = new Topic<>("atalaia.discovery.v1.changed", Changed.class);

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

    /** @param registration without {@code node}, {@code host} and {@code since}: the node that takes it fills them in */
    public record Register(Registration registration) {}

    /** @param index of the registry after the change */
    public record Registered(Registration registration, long index) {}

    /** Renews the lease of a registration and tells that it lives, where it has a check of kind TTL. */
    public record Renew(String id) {}

    public record Remove(String id) {}

    /** @param reason why it takes no traffic; null ends the maintenance */
    public record Maintain(String id, String reason) {}

    /** @param name of a service; empty for all */
    public record AskServices(String name) {}

    /**
     * @param index of the registry when it was read; grows with each change
     * @param stale true when the truth could not be read lately and this is what was known before
     */
    public record Services(List<Registration> registrations, long index, boolean stale) {}

    public record Changed(long index) {}
}
