/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Gateways;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.series.Samples;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.LiveDoor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Over the event bus, to the one of the gateways heard lately that rendezvous hashing chooses. */
public final class BusLiveDoor implements LiveDoor {
    private static final Logger LOG = LoggerFactory.getLogger(BusLiveDoor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Bus bus;
    private final Clock clock;
    private final Gateways gateways;
    private boolean had;

    /** @param machine its UUID */
    public BusLiveDoor(Bus bus, Clock clock, String machine) {
        this.bus = bus;
        this.clock = clock;
        gateways = new Gateways(machine);
    }

    @Override
    public Future<?> open(Runnable present) {
        return bus.listen(GatewayApi.PRESENT, gateway -> {
            gateways.heard(gateway.node(), clock.nanos());
            present.run();
        });
    }

    @Override
    public Optional<String> gateway() {
        var own = gateways.own(clock.nanos());
        if (had && own.isEmpty()) {
            LOG.atWarn().log("no gateway is heard: nobody sees this machine live");
        }
        had = own.isPresent();
        return own;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public Future<Done> greet(String gateway, Hello hello) {
        return bus.ask(GatewayApi.HELLO.at(gateway), hello, PATIENCE);
    }

    @Override
    public Future<Done> live(String gateway, Samples samples) {
        return bus.ask(GatewayApi.LIVE.at(gateway), samples, PATIENCE);
    }
}
