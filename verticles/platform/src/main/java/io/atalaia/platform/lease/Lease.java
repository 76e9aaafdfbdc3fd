/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.lease;

import io.vertx.core.Future;
import java.util.OptionalLong;

/** One node's claim to a lease. */
public interface Lease {

    /**
     * The fence under which this node may act at this moment; empty when it does not hold the lease. The time of holding is
     * counted on the monotonic clock from the moment the last successful renewal was <em>sent</em>. Fences of a name only
     * grow: whoever writes under a lease stores the fence and refuses to overwrite what a greater one wrote.
     */
    OptionalLong fence();

    /** Gives the lease up, so that another can take it at once. Safe to call twice. */
    Future<Void> release();
}
