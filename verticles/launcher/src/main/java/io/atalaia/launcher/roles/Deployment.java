/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.roles.Hubs;
import io.atalaia.platform.roles.RoleStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What makes roles start and stop while the process runs: orders of operators, and, in a cluster, the placement of roles. */
public final class Deployment {
    /** Every role may take four seconds, though few do. */
    public static final Duration MOST_TO_STOP = Duration.ofSeconds(15);

    private final NodeRoles roles;
    private final RoleDesk desk;
    private final Placement placement;

    /** The node, and what it shares with the others. */
    public record Surroundings(
            Vertx vertx,
            Bus bus,
            Registry registry,
            RoleStore store,
            Leases leases,
            Hubs hubs,
            Clock clock,
            String nodeId) {}

    public Deployment(Surroundings around, NodeRoles roles, KeptWish wish) {
        this.roles = roles;
        desk = new RoleDesk(
                around.bus(), around.nodeId(), roles, wish, new Handover(around.bus(), around.hubs(), around.nodeId()));
        placement = around.vertx().isClustered()
                ? new Placement(
                        around.vertx(),
                        around.bus(),
                        around.registry(),
                        around.store(),
                        around.leases(),
                        around.hubs(),
                        around.clock())
                : null;
    }

    public Future<Void> open() {
        return desk.open().map(opened -> {
            if (placement != null) {
                placement.open();
            }
            return null;
        });
    }

    /** Takes no orders any more, leaves the placement to another node, and stops every role. */
    public Future<Void> close() {
        var laidDown = placement == null ? Future.succeededFuture() : placement.close();
        return laidDown.otherwiseEmpty().eventually(desk::close).transform(closed -> roles.end());
    }
}
