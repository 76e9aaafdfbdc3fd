/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Check.Kind;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import io.atalaia.health.engine.Watch.Due;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.atalaia.tests.support.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** Asks targets on the loopback. */
abstract class ProbeCase {
    /** Whoever answers is waited for on a busy machine, too; whoever does not is given up soon. */
    static final long LONG = 30_000;

    static final long SHORT = 700;

    final Vertx vertx = Vertx.vertx();
    long patience = LONG;
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    final Probes probes = probes(Networks.of(List.of(), List.of("192.0.2.0/24")));

    private Probes probes(Networks networks) {
        return new Probes(vertx, bus, Clock.system(), networks, new ProbeMeters(new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    Outcome ask(Kind kind, String target, String address, int port, Reach reach) {
        var check = new Check(kind, target, 2_000, patience);
        var subject = new Subject("a", "s", new Target(address, port, 1, List.of(check)), reach, "n", "n", true);
        Promise<Outcome> outcome = Promise.promise();
        vertx.runOnContext(go -> probes.ask(new Due(subject, 0)).onComplete(outcome));
        return outcome.future().await();
    }

    Outcome ask(Kind kind, String target, int port) {
        return ask(kind, target, "127.0.0.1", port, Reach.HOME_ALONE);
    }

    int http(Consumer<HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    int tcp(Consumer<NetSocket> handler) {
        return vertx.createNetServer()
                .connectHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    /** One that nobody is given meanwhile. */
    static int closedPort() {
        return FreePorts.next();
    }
}
