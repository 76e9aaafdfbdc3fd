/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import io.atalaia.platform.engine.Stillness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which leases are held, by whether their versions move before this reader's eyes: a hint for people and for answers, never a
 * right to act. Nanoseconds on a monotonic clock. For one thread at a time.
 */
public final class Grants {
    private final Stillness<String> stillness = new Stillness<>();
    private Map<String, Grant> known = Map.of();

    /**
     * A lease as it is written.
     *
     * @param owner a contender of the node that comes before the slash; empty while the lease is free
     * @param lengthMillis how long it stays with a holder that fell silent
     * @param version grows with every renewal
     */
    public record Written(String name, String owner, long fence, long lengthMillis, long version) {}

    /**
     * A lease as it was last seen.
     *
     * @param owner the id of the node that holds it, or held it last; empty when it was given up
     * @param lengthMillis how long it stays with a holder that fell silent
     */
    public record Grant(String name, String owner, long fence, long lengthMillis, boolean held) {}

    /**
     * @param sent when the reading left
     * @param received when it came
     */
    public void read(List<Written> leases, long sent, long received) {
        var next = new HashMap<String, Grant>();
        for (var lease : leases) {
            long still = stillness.see(lease.name(), lease.owner() + lease.version(), sent, received);
            boolean held = !lease.owner().isEmpty() && still < lease.lengthMillis() * 1_000_000;
            next.put(
                    lease.name(),
                    new Grant(lease.name(), node(lease.owner()), lease.fence(), lease.lengthMillis(), held));
        }
        stillness.retain(next.keySet());
        known = next;
    }

    /** While nothing could be read nobody could renew either: whoever held a lease gets a whole length again. */
    public void couldNotRead() {
        stillness.retain(known.values().stream()
                .filter(grant -> !grant.held())
                .map(Grant::name)
                .collect(Collectors.toSet()));
    }

    public Map<String, Grant> now() {
        return known;
    }

    private static String node(String owner) {
        int slash = owner.indexOf('/');
        return slash < 0 ? owner : owner.substring(0, slash);
    }
}
