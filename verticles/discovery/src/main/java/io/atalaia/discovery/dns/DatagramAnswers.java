/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.RateBound.Verdict;
import io.atalaia.platform.clock.Clock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import java.time.Duration;

/** Answers questions over UDP. */
final class DatagramAnswers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private final Responder responder;
    private final Sources sources;
    private final Clock clock;
    private final DnsMeters meters;

    DatagramAnswers(Responder responder, Sources sources, Clock clock, DnsMeters meters) {
        this.responder = responder;
        this.sources = sources;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
        long begin = clock.nanos();
        Verdict verdict = sources.judge(query.sender());
        if (verdict == Verdict.DROP) {
            meters.droppedByBound();
            return;
        }
        var response = new DatagramDnsResponse(null, query.sender(), query.id(), query.opCode());
        responder.overDatagram(query, response, verdict == Verdict.TRUNCATE);
        context.write(response, context.voidPromise());
        meters.took(Duration.ofNanos(clock.nanos() - begin));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** A datagram that cannot be read or sent costs nobody else anything. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        meters.droppedAsMalformed();
    }
}
