/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to one node's bus, on which bytes may stop: nothing ends, nothing arrives. */
final class Cable {
    private final NetServer door;
    private final int target;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    /** Vert.x closes a client to which nobody refers any more, and its connections with it. */
    private final NetClient client;

    private volatile boolean stopped;

    Cable(Vertx vertx, int target) {
        this.target = target;
        client = vertx.createNetClient();
        door = vertx.createNetServer()
                .connectHandler(this::accept)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return door.actualPort();
    }

    private void accept(NetSocket near) {
        near.pause();
        client.connect(target, "127.0.0.1").onComplete(far -> join(near, far), refused -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        far.pause();
        near.handler(far::write).closeHandler(closed -> end(near, far));
        far.handler(near::write).closeHandler(closed -> end(far, near));
        sockets.add(near);
        sockets.add(far);
        if (!stopped) {
            near.resume();
            far.resume();
        }
    }

    private void end(NetSocket closed, NetSocket other) {
        sockets.remove(closed);
        other.close();
    }

    void stop(boolean now) {
        stopped = now;
        sockets.forEach(socket -> {
            if (now) {
                socket.pause();
            } else {
                socket.resume();
            }
        });
    }
}
