/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes an HTTP/1.1 connection that takes too long to say what it wants. Hundreds of clients that send a byte now and then would
 * hold hundreds of connections for ever (Slowloris, Hansen 2009): that a connection is not idle tells nothing. A new connection
 * must have sent its first request's headers within the time for headers, a kept one those of its next request within that time
 * of their first byte; a body must be there within its time, or, where bodies may be of any length, must bring so many bytes in each
 * such time, unless it is we who do not read. Between two requests the idle time-out of the server watches.
 */
final class Dawdling {
    private final ChannelHandlerContext end;
    private final long headersNanos;
    private final long bodyNanos;
    private final long leastBytes;
    private final Runnable tooSlow;
    private ScheduledFuture<?> deadline;
    private long bytes;
    /** Between the headers of a request and the end of its body. */
    private boolean reading;
    /** Whether what arrived last held the end of a request. */
    private boolean ended;
    /** It speaks another protocol now. */
    private boolean left;

    private Dawdling(ChannelHandlerContext end, Duration headers, Duration body, long leastBytes, Runnable tooSlow) {
        this.end = end;
        this.headersNanos = headers.toNanos();
        this.bodyNanos = body.toNanos();
        this.leastBytes = leastBytes;
        this.tooSlow = tooSlow;
    }

    /**
     * On the event loop of the connection.
     *
     * @param end the pipeline's last handler, to which parsed requests come
     * @param leastBytes with so many of a body in its time it gets the same time again
     * @param tooSlow told before a connection is closed
     */
    static void watch(ChannelHandlerContext end, Duration headers, Duration body, long leastBytes, Runnable tooSlow) {
        var watch = new Dawdling(end, headers, body, leastBytes, tooSlow);
        var pipeline = end.pipeline();
        pipeline.addBefore(end.name(), "atalaia-requests", watch.new Requests());
        pipeline.addFirst("atalaia-bytes", watch.new Bytes());
        watch.expectHeaders();
    }

    private void expectHeaders() {
        deadline = end.executor().schedule(this::close, headersNanos, TimeUnit.NANOSECONDS);
    }

    private void expectBody() {
        bytes = 0;
        deadline = end.executor().schedule(this::look, bodyNanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        boolean waitsForUs =
                leastBytes < Long.MAX_VALUE && !end.channel().config().isAutoRead();
        if (waitsForUs || bytes >= leastBytes) {
            expectBody();
        } else {
            close();
        }
    }

    private void settle() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void close() {
        deadline = null;
        tooSlow.run();
        end.close();
    }

    /** What arrives, before it is parsed. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            bytes += message instanceof ByteBuf some ? some.readableBytes() : 0;
            ended = false;
            context.fireChannelRead(message);
        }
    }

    /** What was parsed, and what is answered. */
    private final class Requests extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                reading = true;
                settle();
            }
            if (message instanceof LastHttpContent) {
                reading = false;
                ended = true;
                settle();
            }
            context.fireChannelRead(message);
        }

        /** Mostly a request is whole when it arrives: then nothing needs to be waited for. */
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (!left && deadline == null) {
                if (reading) {
                    expectBody();
                } else if (!ended) {
                    expectHeaders();
                }
            }
            context.fireChannelReadComplete();
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            boolean changes = message instanceof HttpResponse response
                    && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
            context.write(message, promise);
            if (changes) {
                leave(context);
            }
        }

        /** From here on it speaks another protocol: WebSockets have limits and pings of their own. */
        private void leave(ChannelHandlerContext context) {
            settle();
            left = true;
            context.pipeline().remove(this);
            context.pipeline().remove("atalaia-bytes");
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            settle();
            context.fireChannelInactive();
        }
    }
}
