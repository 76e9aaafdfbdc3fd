/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.roles;

import io.vertx.core.Future;
import java.util.Optional;

/** Where it is kept what operators want of nodes, and what was placed last. */
public interface RoleStore {

    /** @param node its name, which outlives the process */
    Future<Optional<Wish>> wish(String node);

    Future<Void> keep(String node, Wish wish);

    /**
     * Notes that a role is placed on a node, under the fence of the lease that allows it.
     *
     * @return false when somebody with a greater fence has placed something: then nothing may be placed
     */
    Future<Boolean> placed(String role, String node, long fence, long atMillis);
}
