/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import static io.atalaia.agent.Hubs.done;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between an agent and its gateway and breaks the line between them. */
final class Relay implements AutoCloseable {
    private final NetServer server;
    /** Vert.x closes a client to which nobody refers any more, and its connections with it. */
    private final NetClient client;

    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;
    private volatile int cutWithin = -1;

    Relay(Vertx vertx, int gatewayPort) {
        client = vertx.createNetClient();
        server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"))
                .connectHandler(agent -> join(agent, gatewayPort));
        done(server.listen());
    }

    private void join(NetSocket agent, int gatewayPort) {
        sockets.add(agent);
        agent.pause();
        client.connect(gatewayPort, "127.0.0.1").onSuccess(gateway -> {
            sockets.add(gateway);
            agent.handler(bytes -> pass(bytes, gateway));
            gateway.handler(bytes -> pass(bytes, agent));
            agent.closeHandler(closed -> gateway.close());
            gateway.closeHandler(closed -> agent.close());
            agent.resume();
        });
    }

    private void pass(Buffer bytes, NetSocket to) {
        if (cutWithin >= 0 && bytes.length() > cutWithin) {
            to.write(bytes.slice(0, cutWithin)).onComplete(written -> cut());
            swallowing = true;
        } else if (!swallowing) {
            to.write(bytes);
        }
    }

    /** From now on both sides hear nothing, and nobody tells them. */
    void swallow() {
        swallowing = true;
    }

    void heal() {
        swallowing = false;
        cutWithin = -1;
    }

    /** Lets only so many bytes of the next piece through that is longer, and closes. */
    void cutWithin(int bytes) {
        cutWithin = bytes;
    }

    private void cut() {
        sockets.forEach(NetSocket::close);
    }

    String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        cut();
        done(server.close());
    }
}
