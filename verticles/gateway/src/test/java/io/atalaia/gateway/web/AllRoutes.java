/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.House;
import io.atalaia.gateway.bridge.Bridge;
import io.atalaia.gateway.rpc.RpcDoor;
import io.atalaia.gateway.view.FleetView;
import io.atalaia.platform.clock.Clock;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The gateway's router with nothing behind its routes: to be looked at, not to be asked. */
final class AllRoutes {
    private AllRoutes() {}

    static Router of(House house) {
        var settings = new HttpSettings("127.0.0.1", 0, "", 1024, true);
        var setting = new FleetView.Setting(new FleetView.Product("Atalaia", "0"), "lisbon", false, Map.of());
        var parts = new Api.Parts(
                null,
                null,
                null,
                null,
                null,
                new Bridge(house.vertx, null, null, null, 1, house.meters),
                new RpcDoor(house.vertx, List.of(), () -> true),
                null,
                setting,
                house.bus,
                house.catalog,
                house.cluster,
                Clock.system(),
                house.meters,
                () -> true);
        return House.wait(new Api(house.vertx, settings, new Leaving(false), Clock.system()).open(parts));
    }
}
