/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.launcher.Role;
import io.atalaia.launcher.roles.engine.Bearers;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.roles.Hubs;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that others carry what this node is about to lay down. */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Bus bus;
    private final Hubs hubs;
    private final String nodeId;

    Handover(Bus bus, Hubs hubs, String nodeId) {
        this.bus = bus;
        this.hubs = hubs;
        this.nodeId = nodeId;
    }

    /** Succeeds once another node carries each of the roles. Fails with a fault that names the one that nobody can carry. */
    Future<Void> of(List<Role> roles) {
        Future<Void> all = Future.succeededFuture();
        for (Role role : roles) {
            all = all.compose(before -> hubs.living()).compose(living -> of(role, others(living)));
        }
        return all;
    }

    private List<NodeState> others(List<NodeState> living) {
        return Bearers.among(living).stream()
                .filter(node -> !node.id().equals(nodeId))
                .toList();
    }

    private Future<Void> of(Role role, List<NodeState> others) {
        if (others.stream().anyMatch(node -> Bearers.carries(node, role.word()))) {
            return Future.succeededFuture();
        }
        return firstThatCan(role, others.iterator(), "no other node takes part");
    }

    private Future<Void> firstThatCan(Role role, Iterator<NodeState> others, String why) {
        if (!others.hasNext()) {
            return Future.failedFuture(new Fault(Fault.CONFLICT, "nobody else can carry " + role.word() + ": " + why));
        }
        var next = others.next();
        return bus.ask(NodeApi.DEPLOY.at(next.id()), new Deploy(role.word(), 1, false, 0), PATIENCE)
                .onSuccess(done -> LOG.atInfo()
                        .addKeyValue("role", role.word())
                        .addKeyValue("node", next.name())
                        .log("another node carries the role"))
                .<Void>map((Done done) -> null)
                .recover(cause -> firstThatCan(role, others, next.name() + " says: " + cause.getMessage()));
    }
}
