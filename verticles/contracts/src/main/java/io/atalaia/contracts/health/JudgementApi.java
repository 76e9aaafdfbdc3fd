/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.health;

import io.atalaia.contracts.Route;
import io.atalaia.contracts.Topic;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Look;
import java.util.List;

/**
 * How health checks come to one judgement. Every watcher tells its opinions; of each service one of them, the decider, rules;
 * every node follows the rulings. An instance goes by its key: a registration's id, or what {@link #roleKey} makes of a role's
 * address.
 */
public final class JudgementApi {
    /** Told by each watcher: what changed at once, and all of it every two seconds. */
    public static final Topic<Opinions> OPINIONS = new Topic<>("atalaia.health.v1.opinions", Opinions.class);

    /** Told by each decider: what changed at once, and all of it every two seconds. */
    public static final Topic<Rulings> RULINGS = new Topic<>("atalaia.health.v1.rulings", Rulings.class);

    /** Told by those who send traffic to instances: how it went there in the last second. */
    public static final Topic<Observed> OBSERVED = new Topic<>("atalaia.health.v1.observed", Observed.class);

    /** Served by every node that follows the rulings: what holds, and how it came to that. */
    public static final Route<AskRuled, Ruled> RULED =
            new Route<>("atalaia.health.v1.ruled", AskRuled.class, Ruled.class);

    /** Whoever told nothing for so long is taken for gone; milliseconds. */
    public static final long SILENT_MILLIS = 5_000;

    /** How many changes of an instance are remembered. */
    public static final int MOST_CHANGES = 20;

    private static final String ROLE = "role.";

    private JudgementApi() {}

    /** The key of a role's instance. No registration's id holds a dot. */
    public static String roleKey(String address) {
        return ROLE + address;
    }

    /**
     * What one watcher thinks.
     *
     * @param node its id
     * @param name its node's name
     * @param whole true when what is not among them is not watched by it
     * @param doubting true when it doubts itself: that it finds something failing says little then
     * @param leaving true when it ends and this is its last word
     */
    public record Opinions(
            String node, String name, boolean whole, boolean doubting, boolean leaving, List<Held> held) {}

    /**
     * One watcher's opinion of one instance.
     *
     * @param since when the instance was registered: an opinion of an earlier one of the same key is none of this one
     * @param silent whether it fails on time-outs alone
     * @param looks the newest outcome of each check, in the order of the checks
     */
    public record Held(String key, long since, Health health, boolean silent, String detail, List<Look> looks) {}

    /**
     * What holds of one instance.
     *
     * @param service the name of its service
     * @param since when the instance was registered
     * @param silent whether it fails on time-outs alone
     * @param at when that came to hold, in epoch milliseconds by the decider's clock
     * @param ageMillis for how long it has held, by no clock but that of those who waited
     */
    public record Ruling(
            String key,
            String service,
            long since,
            Health health,
            boolean silent,
            String detail,
            long at,
            long ageMillis) {}

    /**
     * @param node the decider's id
     * @param whole true when it decides of nothing that is not among them
     * @param leaving true when it ends and this is its last word
     */
    public record Rulings(String node, boolean whole, boolean leaving, List<Ruling> rulings) {}

    /** How traffic to one instance went within a second. */
    public record Seen(String key, int answered, int refused, int timedOut) {}

    /** @param node the id of who sent the traffic */
    public record Observed(String node, List<Seen> seen) {}

    public record AskRuled() {}

    /** @param at epoch milliseconds */
    public record Change(long at, Health health, String detail) {}

    /** @param changes newest first, at most {@link #MOST_CHANGES} */
    public record Story(Ruling ruling, List<Change> changes) {}

    /** @param deciders the ids of those that were heard lately */
    public record Ruled(List<String> deciders, List<Story> stories) {}
}
