/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Makes a connection refuse requests whose end is told in two ways (RFC 9112, section 6.3), which Netty would repair in silence: a
 * proxy before us may have chosen the other way, and a second request be hidden in the first. It has to be done before the first
 * byte is read as HTTP, and where HTTP/2 is spoken without TLS, Vert.x shows a connection only after that.
 */
public final class StrictFraming extends ChannelInboundHandlerAdapter {
    private static final String NAME = "atalaia-strict-framing";
    private static final String DECODER = "httpDecoder";

    private final HttpServerOptions options;

    StrictFraming(HttpServerOptions options) {
        this.options = options;
    }

    /** For a connection that was shown before its first byte was read. Does nothing where something else than HTTP/1 is spoken. */
    public static void on(ChannelPipeline pipeline, HttpServerOptions options) {
        if (pipeline.get(DECODER) != null) {
            pipeline.replace(DECODER, DECODER, new Decoder(options));
        }
    }

    /** The first bytes: what tells HTTP/1 from HTTP/2 is there now, if anything is to. Behind it, the decoder will be. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        var pipeline = context.pipeline();
        var choice = pipeline.context(Http1xOrH2CHandler.class);
        if (choice != null) {
            pipeline.addAfter(choice.name(), NAME, new Chosen());
        }
        context.fireChannelRead(bytes);
        pipeline.remove(this);
    }

    private final class Chosen extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            on(context.pipeline(), options);
            context.fireChannelRead(bytes);
            if (!context.isRemoved()) {
                context.pipeline().remove(this);
            }
        }
    }

    private static final class Decoder extends VertxHttpRequestDecoder {
        Decoder(HttpServerOptions options) {
            super(options);
        }

        /** Netty would drop the length and go on. */
        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
    }
}
