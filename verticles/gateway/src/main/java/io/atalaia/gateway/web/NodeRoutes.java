/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.AskState;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeApi.Drain;
import io.atalaia.contracts.node.NodeApi.Undeploy;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.gateway.view.ClusterView;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What operators tell nodes: which roles to carry. Answers with the node's new state. */
final class NodeRoutes {
    /** A role that starts may have much to read first; a drain waits for others to start all of a node's roles. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PATIENCE_FOR_STATE = Duration.ofSeconds(2);
    private static final String NODE = "/api/v1/nodes/:node";

    private final Bus bus;
    private final Cluster cluster;

    NodeRoutes(Bus bus, Cluster cluster) {
        this.bus = bus;
        this.cluster = cluster;
    }

    void addTo(Routes routes) {
        routes.methods(NODE + "/roles/:role", Map.of(HttpMethod.PUT, this::deploy, HttpMethod.DELETE, this::undeploy));
        routes.methods(NODE + "/drain", Map.of(HttpMethod.POST, this::drain));
    }

    private void deploy(RoutingContext context) {
        Parameters.none(context);
        int instances = Members.of(context.body().buffer(), Set.of("instances")).number("instances", 1);
        var order = new Deploy(context.pathParam("role"), instances, true, 0);
        told(context, id -> bus.ask(NodeApi.DEPLOY.at(id), order, PATIENCE));
    }

    private void undeploy(RoutingContext context) {
        Parameters.none(context);
        var order = new Undeploy(context.pathParam("role"));
        told(context, id -> bus.ask(NodeApi.UNDEPLOY.at(id), order, PATIENCE));
    }

    private void drain(RoutingContext context) {
        Parameters.none(context);
        var body = context.body().buffer();
        boolean end = body != null
                && body.length() > 0
                && Members.of(body, Set.of("end")).truth("end");
        told(context, id -> bus.ask(NodeApi.DRAIN.at(id), new Drain(end), PATIENCE));
    }

    private void told(RoutingContext context, Function<String, Future<Done>> order) {
        String id = idOf(context.pathParam("node"));
        Replies.json(
                context,
                order.apply(id)
                        .compose(done -> bus.ask(NodeApi.STATE.at(id), new AskState(), PATIENCE_FOR_STATE))
                        .map(state -> ClusterView.Node.of(
                                state, state.id().equals(cluster.now().self().id()))));
    }

    /** Of a node by its name, or by the id itself. */
    private String idOf(String node) {
        var named = cluster.now().sees().stream()
                .filter(one -> one.id().equals(node) || one.name().equals(node))
                .toList();
        var found = named.stream().filter(NodeRoutes::there).toList();
        if (found.size() > 1) {
            throw new Problem(
                    Fault.CONFLICT,
                    found.size() + " nodes are called " + node + "; name one by its id: "
                            + String.join(", ", found.stream().map(Seen::id).toList()),
                    "node");
        }
        if (found.isEmpty()) {
            throw named.isEmpty()
                    ? Problem.notFound("there is no node " + node, "node")
                    : new Problem(Fault.UNAVAILABLE, "node " + node + " does not answer", "node");
        }
        return found.get(0).id();
    }

    private static boolean there(Seen node) {
        return node.member() || node.answers();
    }
}
