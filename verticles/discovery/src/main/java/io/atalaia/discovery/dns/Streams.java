/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sets up connections, as many as there may be. */
final class Streams extends ChannelInitializer<Channel> {
    /** Of one question with all that EDNS may add to it. */
    static final int LONGEST_QUESTION = 2_048;

    private final DnsConfig config;
    private final Supplier<StreamAnswers> answers;
    private final DnsMeters meters;
    private final AtomicInteger open = new AtomicInteger();

    Streams(DnsConfig config, Supplier<StreamAnswers> answers, DnsMeters meters) {
        this.config = config;
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > config.maxConnections()) {
            meters.connectionRefused();
            channel.close();
            return;
        }
        channel.pipeline()
                // Who still reads what was asked before is not idle, however slowly that goes.
                .addLast(new IdleStateHandler(true, 0, 0, config.idle().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new TcpDnsQueryDecoder(new RecordReader(), LONGEST_QUESTION))
                // Hands on one question at a time while answers wait to be sent.
                .addLast(new FlowControlHandler())
                .addLast(new TcpDnsResponseEncoder(new RecordWriter()))
                .addLast(answers.get());
    }
}
