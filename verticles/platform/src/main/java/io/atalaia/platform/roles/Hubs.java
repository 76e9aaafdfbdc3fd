/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.roles;

import io.atalaia.contracts.node.NodeState;
import io.vertx.core.Future;
import java.util.List;

/** The nodes of the cluster, as each tells of itself. */
@FunctionalInterface
public interface Hubs {

    /** Those that answer within a second, this one included; those that do not are left out. Never fails. */
    Future<List<NodeState>> living();
}
