/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.net.Inet6Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Any datagram comes back from where one was sent to. One socket for each family of addresses. For one event loop. */
final class UdpProbe implements Probe {
    private final Vertx vertx;
    private final Map<String, Set<Promise<Void>>> waiting = new HashMap<>();
    private Future<DatagramSocket> four;
    private Future<DatagramSocket> six;

    UdpProbe(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Outcome> ask(Goal goal, Check check, Deadline deadline) {
        String to = goal.ip().getHostAddress() + "/" + goal.port();
        Promise<Void> came = Promise.promise();
        waiting.computeIfAbsent(to, any -> new HashSet<>()).add(came);
        deadline.onEnd(() -> forget(to, came));
        return socket(goal)
                .compose(socket ->
                        socket.send(check.target(), goal.port(), goal.ip().getHostAddress()))
                .compose(sent -> came.future())
                .map(answered -> Outcome.able(deadline.elapsedMillis()));
    }

    private void forget(String to, Promise<Void> came) {
        var others = waiting.get(to);
        if (others != null && others.remove(came) && others.isEmpty()) {
            waiting.remove(to);
        }
    }

    private Future<DatagramSocket> socket(Goal goal) {
        boolean isSix = goal.ip() instanceof Inet6Address;
        var open = isSix ? six : four;
        if (open == null || open.failed()) {
            open = vertx.createDatagramSocket(new DatagramSocketOptions().setIpV6(isSix))
                    .handler(this::came)
                    .listen(0, isSix ? "::" : "0.0.0.0");
            if (isSix) {
                six = open;
            } else {
                four = open;
            }
        }
        return open;
    }

    private void came(DatagramPacket packet) {
        var sender = packet.sender();
        var asked = waiting.remove(sender.hostAddress() + "/" + sender.port());
        if (asked != null) {
            asked.forEach(Promise::tryComplete);
        }
    }

    @Override
    public Future<Void> close() {
        return closed(four).compose(done -> closed(six));
    }

    private static Future<Void> closed(Future<DatagramSocket> socket) {
        return socket == null
                ? Future.succeededFuture()
                : socket.compose(DatagramSocket::close).otherwiseEmpty();
    }
}
