/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection unless somebody who was shown it takes this away in time. */
public final class FirstRequest extends ChannelInboundHandlerAdapter {
    static final String NAME = "atalaia-first-request";

    private final Duration patience;
    private ScheduledFuture<?> deadline;

    FirstRequest(Duration patience) {
        this.patience = patience;
    }

    /** The connection has brought its first request. Does nothing where none was waited for. */
    public static void came(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) != null) {
            var taken = pipeline.remove(NAME);
            if (taken instanceof FirstRequest waiting) {
                waiting.settle();
            }
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule((Runnable) context::close, patience.toNanos(), TimeUnit.NANOSECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        settle();
        context.fireChannelInactive();
    }

    private void settle() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
