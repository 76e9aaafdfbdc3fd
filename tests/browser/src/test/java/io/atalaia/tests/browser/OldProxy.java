/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;

/** A proxy that knows nothing of WebSockets: it ends each connection on which one is asked for, and passes all else on. */
final class OldProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    /** Vert.x closes a client to which nobody refers any more, and its connections with it. */
    private final NetClient client = vertx.createNetClient();

    private final NetServer server;

    /** @param base of the gateway behind it */
    OldProxy(String base) {
        int port = URI.create(base).getPort();
        server = vertx.createNetServer(new NetServerOptions().setHost(LOOPBACK).setPort(0))
                .connectHandler(browser -> join(browser, port))
                .listen()
                .await();
    }

    private void join(NetSocket browser, int port) {
        browser.pause();
        client.connect(port, LOOPBACK).onSuccess(gateway -> {
            browser.handler(bytes -> pass(bytes, browser, gateway));
            gateway.handler(browser::write);
            browser.closeHandler(closed -> gateway.close());
            gateway.closeHandler(closed -> browser.close());
            browser.resume();
        });
    }

    private static void pass(Buffer bytes, NetSocket browser, NetSocket gateway) {
        if (bytes.toString().contains("Upgrade: websocket")) {
            browser.close();
        } else {
            gateway.write(bytes);
        }
    }

    String base() {
        return "http://" + LOOPBACK + ":" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
