/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.health;

import io.atalaia.contracts.Probe;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import java.util.List;

/** Which services live. */
public final class HealthApi {
    public static final Route<AskVerdicts, Verdicts> VERDICTS =
            new Route<>("atalaia.health.v1.verdicts", AskVerdicts.class, Verdicts.class);

    /** What each health check found at one instance lately. */
    public static final Route<AskLooks, Looks> LOOKS =
            new Route<>("atalaia.health.v1.looks", AskLooks.class, Looks.class);

    private HealthApi() {}

    /** Served by every role at {@link #ping its own address}: is it able to work? */
    public static Route<Ping, Pong> ping(String service, String nodeId) {
        return new Route<>("atalaia." + service + ".v1.ping", Ping.class, Pong.class).at(nodeId);
    }

    /** The route behind an address that discovery gave. */
    public static Route<Ping, Pong> pingAt(String address) {
        return new Route<>(address, Ping.class, Pong.class);
    }

    public record Ping() implements Probe {}

    /**
     * @param able false when the role runs but cannot do its work
     * @param detail why, in a sentence; empty when able
     */
    public record Pong(boolean able, String detail) {
        public static final Pong ABLE = new Pong(true, "");
    }

    public enum Health {
        UNKNOWN,
        PASSING,
        FAILING
    }

    public record AskVerdicts() {}

    /**
     * @param detail why it fails; empty when passing
     * @param checkedAt the newest check, in epoch milliseconds; 0 before the first
     * @param latencyMillis of the newest answer; null when there was none
     */
    public record Verdict(Instance instance, Health health, String detail, long checkedAt, Double latencyMillis) {}

    public record Verdicts(List<Verdict> verdicts, boolean stale) {}

    /** @param key as in {@link JudgementApi} */
    public record AskLooks(String key) {}

    /**
     * The newest outcome of one check.
     *
     * @param detail why it failed; empty when it did not
     * @param at epoch milliseconds; 0 before the first
     * @param latencyMillis how long the answer took; null when there was none
     */
    public record Look(Health health, String detail, long at, Double latencyMillis) {}

    /**
     * What one watcher found.
     *
     * @param node its id
     * @param name its node's name
     * @param looks of each check, in the order of the checks
     */
    public record Watched(String node, String name, Health health, String detail, List<Look> looks) {}

    public record Looks(List<Watched> watchers) {}
}
