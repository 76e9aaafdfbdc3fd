/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.node;

import java.util.List;

/**
 * How a node stands, by its own account.
 *
 * @param id the same after each restart
 * @param address where other machines reach it, without a port
 * @param since when the process started, in epoch milliseconds
 * @param expected how many nodes the cluster should have
 * @param degraded true when what only one node may do rests here
 * @param why degraded, in a sentence; empty when it is not
 * @param draining true when it gave its roles away and takes none
 * @param catalogIndex of its copy of the registry
 * @param catalogStale true when that copy could not be read anew lately
 * @param loopLagMillis by how much timers of its event loops came late, the 99th percentile of the last ten seconds
 * @param sees every node that it knows of, itself included
 */
public record NodeState(
        String id,
        String name,
        String address,
        String version,
        long since,
        List<RoleState> roles,
        int expected,
        boolean degraded,
        String why,
        boolean draining,
        long catalogIndex,
        boolean catalogStale,
        double loopLagMillis,
        List<Seen> sees,
        List<BreakerState> breakers) {

    /**
     * @param instances how many of them run
     * @param pinned true when it may run on this node alone
     */
    public record RoleState(String role, int instances, boolean pinned) {}

    /**
     * A node as this one sees it.
     *
     * @param member whether Hazelcast counts it in
     * @param answers whether it answers on the bus
     * @param leased whether its lease in the database lives; null while the database is out of reach
     */
    public record Seen(String id, String name, boolean member, boolean answers, Boolean leased) {}

    /**
     * A circuit breaker around what is asked of one instance.
     *
     * @param address on the bus
     * @param host the name of the instance's node
     * @param failures in a row
     * @param nextTry when it lets one question through again, in epoch milliseconds; null unless it is open
     */
    public record BreakerState(String address, String host, Position position, int failures, Long nextTry) {}

    /** Of a breaker. */
    public enum Position {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
