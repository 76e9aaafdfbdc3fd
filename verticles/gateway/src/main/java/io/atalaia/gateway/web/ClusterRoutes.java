/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.view.ClusterView;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Cluster;
import io.vertx.ext.web.RoutingContext;

/** How the nodes stand, and how they see each other. */
final class ClusterRoutes {
    private final Cluster cluster;
    private final Clock clock;

    ClusterRoutes(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/cluster", this::cluster);
    }

    private void cluster(RoutingContext context) {
        Parameters.none(context);
        Replies.json(context, cluster.everyone().map(roll -> ClusterView.of(roll, clock.millis())));
    }
}
