/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Tells whoever speaks plain text on an encrypted port what is wrong, in a line, and ends the connection. A browser that was given
 * http:// instead of https:// would else show that the connection was reset, for which there are a hundred reasons.
 */
final class PlainTextAnswer extends SslHandler {
    private static final String SENTENCE = "This port speaks TLS: use https://";
    private static final String OVER_HTTP =
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n" + "Content-Length: "
                    + (SENTENCE.length() + 1) + "\r\n\r\n" + SENTENCE + "\n";
    private static final String OVER_LINES = "{\"error\":\"this port speaks TLS\"}\n";
    /** The first byte of each connection over TLS: a record that holds a handshake. */
    private static final int HANDSHAKE = 22;

    private final String answer;
    private boolean first = true;
    private boolean plain;

    PlainTextAnswer(SSLEngine engine, boolean startTls, Executor workers, boolean http) {
        super(engine, startTls, workers);
        answer = http ? OVER_HTTP : OVER_LINES;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SSLException {
        if (first && in.isReadable()) {
            first = false;
            plain = in.getUnsignedByte(in.readerIndex()) < 128 && in.getByte(in.readerIndex()) != HANDSHAKE;
            if (plain) {
                refuse(context);
            }
        }
        if (plain) {
            in.skipBytes(in.readableBytes());
        } else {
            super.decode(context, in, out);
        }
    }

    /** Past this handler, which would encrypt it. */
    private void refuse(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
