/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.engine.Stillness;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Which nodes live, by whether the version of their lease moves before this reader's eyes. A hint for answers, not a lock:
 * nobody may act in a node's place because of it. Safe from any thread.
 */
final class LivingNodes {
    private static final long REMOVED_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private final Stillness<String> stillness = new Stillness<>();
    private final Set<String> dead = new HashSet<>();

    enum Life {
        ALIVE,
        DEAD,
        /** Dead for so long that its registration can go. */
        GONE
    }

    /**
     * @param lease of the node; null when there is none
     * @param sent when the reading that brought it left, on the monotonic clock
     * @param received when it came
     */
    synchronized Life judge(String node, LeaseDocument lease, long sent, long received) {
        boolean owned = lease != null && !lease.isFree();
        Object value = owned ? lease.owner() + lease.version() : "";
        long still = stillness.see(node, value, sent, received);
        boolean lives = owned && still < lease.length().toNanos();
        if (lives) {
            dead.remove(node);
            return Life.ALIVE;
        }
        dead.add(node);
        return still < REMOVED_AFTER_NANOS ? Life.DEAD : Life.GONE;
    }

    /** While the store was out of reach nobody could renew: whoever lived before gets a whole length again. */
    synchronized void couldNotSee() {
        stillness.retain(dead);
    }

    synchronized void retain(Set<String> nodes) {
        stillness.retain(nodes);
        dead.retainAll(nodes);
    }
}
