/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ShutdownEvent;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * The last moments of a gateway among several. New connections are refused at once, which sends a client elsewhere with nothing
 * lost. Were one closed that a client keeps, a request could be on its way in it; so those stay for as long as one who asks
 * steadily needs to ask once more, and each answer tells the client that its connection ends. For one event loop.
 */
public final class Leaving {
    private static final long SENDING_AWAY_MILLIS = 500;

    private final boolean others;
    private boolean begun;

    /** @param others whether there can be another gateway to go to; without one nobody gains by waiting */
    public Leaving(boolean others) {
        this.others = others;
    }

    void handle(RoutingContext context) {
        if (begun && context.request().version() == HttpVersion.HTTP_1_1) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.next();
    }

    /** HTTP/2 has a way of its own to say that no more requests are taken; Vert.x would end one of HTTP/1.1 where it rests. */
    void attend(HttpConnection connection) {
        if (others && connection instanceof Http1xServerConnection kept) {
            kept.channelHandlerContext().pipeline().addFirst(new OneMoreQuestion());
        }
    }

    /** From now on each answer is a connection's last. */
    void begin() {
        begun = true;
    }

    /** How long connections may hold up the end: requests that run, after those that were waited for. */
    int patienceSeconds() {
        return others ? 3 : 1;
    }

    /** Lets a connection know later that its server ends. */
    private static final class OneMoreQuestion extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ShutdownEvent) {
                var ignored = context.executor()
                        .schedule(
                                () -> context.fireUserEventTriggered(event),
                                SENDING_AWAY_MILLIS,
                                TimeUnit.MILLISECONDS);
            } else {
                context.fireUserEventTriggered(event);
            }
        }
    }
}
