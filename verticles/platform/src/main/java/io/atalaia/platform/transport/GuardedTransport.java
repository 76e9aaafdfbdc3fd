/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.time.Duration;

/**
 * Java's own sockets, where an HTTP connection that does not bring its first request in time is closed, and each request must tell its
 * end in one way. Where HTTP/2 is spoken
 * without TLS, Vert.x shows a connection to its server only with the first request: who sends a byte of it now and then would be
 * seen by nobody and hold the connection for ever.
 */
public final class GuardedTransport extends NioTransport {
    private final Duration patience;

    private GuardedTransport(Duration patience) {
        this.patience = patience;
    }

    /** @param patience from the opening of a connection to its first request, the handshake of TLS included */
    public static Transport within(Duration patience) {
        return new Named(new GuardedTransport(patience));
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        if (options instanceof HttpServerOptions http) {
            bootstrap.handler(new Accepting(http));
        }
    }

    /** Of the socket that listens: what it reads are new connections. */
    private final class Accepting extends ChannelInboundHandlerAdapter {
        private final HttpServerOptions options;

        Accepting(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new StrictFraming(options));
                connection.pipeline().addFirst(FirstRequest.NAME, new FirstRequest(patience));
            }
            context.fireChannelRead(accepted);
        }
    }

    private record Named(io.vertx.core.spi.transport.Transport implementation) implements Transport {
        @Override
        public String name() {
            return "nio";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Throwable unavailabilityCause() {
            return null;
        }
    }
}
