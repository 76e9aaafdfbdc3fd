/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.Recent;
import io.atalaia.gateway.engine.Recent.Curve;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.atalaia.gateway.view.FleetView;
import io.atalaia.platform.clock.Clock;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The whole fleet at once, for dashboards. */
final class FleetRoutes {
    private static final int MOST_RECENT = 100;
    private static final int SECONDS = 60;
    /** Frames of a second are sent so long after it. */
    private static final long FRAME_MILLIS = 400;

    private final Fleet fleet;
    private final Storage storage;
    private final FleetView.Setting setting;
    private final Clock clock;

    FleetRoutes(Fleet fleet, Storage storage, FleetView.Setting setting, Clock clock) {
        this.fleet = fleet;
        this.storage = storage;
        this.setting = setting;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/fleet", this::fleet).get("/api/v1/fleet/recent", this::recent);
    }

    private void fleet(RoutingContext context) {
        // Whoever asks for the version of a frame gets the present fleet, of that version or a newer one.
        Parameters.of(context, Set.of("v"), Set.of(), null);
        Replies.json(
                context, FleetView.of(fleet.version(), fleet.members(), clock.millis(), storage.available(), setting));
    }

    private record Curves(Double[] cpu, Double[] ram, Double[] rx, Double[] tx, Double[] temp) {}

    private record RecentView(long t, long step, Map<String, Curves> machines) {}

    private void recent(RoutingContext context) {
        var ids = Parameters.of(context, Set.of(), Set.of("id"), null).list("id", MOST_RECENT);
        long last = Math.floorDiv(clock.millis() - FRAME_MILLIS, 1000L) * 1000;
        var curves = new LinkedHashMap<String, Curves>();
        for (String id : ids) {
            Member member = fleet.find(id).orElseThrow(() -> Problem.notFound("there is no machine " + id, "id"));
            curves.put(id, curves(member.recent(), last));
        }
        Replies.json(context, new RecentView(last, 1000, curves));
    }

    private static Curves curves(Recent recent, long last) {
        return new Curves(
                recent.until(Curve.CPU, last, SECONDS),
                recent.until(Curve.MEMORY, last, SECONDS),
                recent.until(Curve.RECEIVE, last, SECONDS),
                recent.until(Curve.TRANSMIT, last, SECONDS),
                recent.until(Curve.TEMPERATURE, last, SECONDS));
    }
}
