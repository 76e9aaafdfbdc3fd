/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

/** A connection is accepted. It is reset at once, so that none lingers. */
final class TcpProbe implements Probe {
    private final NetClient client;

    TcpProbe(Vertx vertx) {
        client = vertx.createNetClient(new NetClientOptions().setSoLinger(0));
    }

    @Override
    public Future<Outcome> ask(Goal goal, Check check, Deadline deadline) {
        var options = new ConnectOptions().setRemoteAddress(goal.socket()).setTimeout((int) deadline.millis());
        return client.connect(options).map(socket -> {
            deadline.onEnd(socket::close);
            return Outcome.able(deadline.elapsedMillis());
        });
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
