/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.node;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Probe;
import io.atalaia.contracts.Route;
import java.util.List;

/** What every node answers at an address of its own, {@link Route#at at} its id. */
public final class NodeApi {
    /** Asked of every peer once a second: membership alone does not notice a dead bus. */
    public static final Route<Ring, Rung> RING = new Route<>("atalaia.node.v1.ring", Ring.class, Rung.class);

    /** How the node stands and how it sees the others. */
    public static final Route<AskState, NodeState> STATE =
            new Route<>("atalaia.node.v1.state", AskState.class, NodeState.class);

    /** Starts a role, or brings it to another number of instances. */
    public static final Route<Deploy, Done> DEPLOY = new Route<>("atalaia.node.v1.deploy", Deploy.class, Done.class);

    /** Stops a role. */
    public static final Route<Undeploy, Done> UNDEPLOY =
            new Route<>("atalaia.node.v1.undeploy", Undeploy.class, Done.class);

    /** Gives away what others can carry, or takes part again. */
    public static final Route<Drain, Done> DRAIN = new Route<>("atalaia.node.v1.drain", Drain.class, Done.class);

    private NodeApi() {}

    /** @param from the id of the node that asks */
    public record Ring(String from) implements Probe {}

    /**
     * @param id of the node that answers
     * @param serves the addresses that it serves as others may, too
     */
    public record Rung(String id, boolean degraded, List<String> serves) {}

    public record AskState() implements Probe {}

    /**
     * @param role its word, as in the configuration
     * @param instances 1 to 16
     * @param keep true when an operator wants it, so that a restart of the node brings it again; false when it stands in for
     *     what ran elsewhere
     * @param fence of the lease under which the placement of roles asks, which nodes refuse once they saw a greater one; 0 when
     *     somebody else asks
     */
    public record Deploy(String role, int instances, boolean keep, long fence) {}

    /** @param role its word, as in the configuration */
    public record Undeploy(String role) {}

    /** @param end true when the node is to take roles again */
    public record Drain(boolean end) {}
}
