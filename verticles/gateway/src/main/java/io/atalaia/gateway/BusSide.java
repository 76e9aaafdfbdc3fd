/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Bus.Served;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What a gateway answers to agents, other gateways and whoever asks how it is. For one event loop. */
final class BusSide {
    private final List<Served> served = new ArrayList<>();

    Future<?> open(Bus bus, String node, LiveService live, NewestService newest) {
        return Future.all(
                keep(bus.serve(GatewayApi.HELLO.at(node), live::greet)),
                keep(bus.serve(GatewayApi.LIVE.at(node), live::take)),
                keep(bus.serve(GatewayApi.NEWEST.at(node), newest::tell)),
                keep(bus.serve(GatewayApi.SCHEMAS.at(node), newest::tell)),
                keep(bus.listen(GatewayApi.HEADLINES, live::hear)),
                keep(bus.serve(HealthApi.ping(GatewayVerticle.ROLE, node), ping -> Future.succeededFuture(Pong.ABLE))));
    }

    private Future<Served> keep(Future<Served> serving) {
        return serving.map(one -> {
            served.add(one);
            return one;
        });
    }

    /** Answers no more; safe when only a part was opened. */
    Future<?> close() {
        return Future.join(served.stream().map(Served::end).toList());
    }
}
