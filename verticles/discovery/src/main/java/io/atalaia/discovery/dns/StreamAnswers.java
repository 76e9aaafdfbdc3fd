/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.platform.clock.Clock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;

/**
 * Answers questions over TCP in their order. Who sends without reading is not read from any more until he does; who does not for
 * long, sends nothing for long, or sends what is no question is cut off.
 */
final class StreamAnswers extends SimpleChannelInboundHandler<DnsQuery> {
    private final Responder responder;
    private final Clock clock;
    private final DnsMeters meters;

    StreamAnswers(Responder responder, Clock clock, DnsMeters meters) {
        this.responder = responder;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsQuery query) {
        long begin = clock.nanos();
        var response = new DefaultDnsResponse(query.id(), query.opCode());
        responder.overStream(query, response);
        context.write(response, context.voidPromise());
        if (!context.channel().isWritable()) {
            context.channel().config().setAutoRead(false);
        }
        meters.took(Duration.ofNanos(clock.nanos() - begin));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            context.channel().config().setAutoRead(true);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        meters.droppedAsMalformed();
        context.close();
    }
}
