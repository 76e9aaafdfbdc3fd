/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.platform.transport.FirstRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the open connections of one listener, in all and of each address, and closes those beyond the limit before anything is
 * read from them. Others are watched by {@link Dawdling}. Any thread.
 */
public final class Connections {
    private static final String NOWHERE = "";
    /** A body of any length must bring so much of it each second, on average over the time for a body. */
    private static final int LEAST_BYTES_A_SECOND = 256;

    private final boolean streams;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;
    private final Counter dawdled;
    private volatile LimitsConfig limits;

    /**
     * @param listener for the metrics
     * @param streams whether bodies are of any length, so that they need not be there in their time but go on meanwhile
     */
    public Connections(LimitsConfig limits, String listener, boolean streams, MeterRegistry meters) {
        this.limits = limits;
        this.streams = streams;
        Gauge.builder("atalaia_http_connections", open, AtomicInteger::get)
                .description("Open HTTP connections")
                .tag("listener", listener)
                .strongReference(true)
                .register(meters);
        refused = closed(meters, listener, "too-many");
        dawdled = closed(meters, listener, "too-slow");
    }

    private static Counter closed(MeterRegistry meters, String listener, String why) {
        return Counter.builder("atalaia_http_connections_closed")
                .description("HTTP connections that were closed because of a limit")
                .tag("listener", listener)
                .tag("why", why)
                .register(meters);
    }

    /** For connections that come from now on. */
    public void change(LimitsConfig next) {
        limits = next;
    }

    /** Takes a new connection in, or closes it. @return whether it may stay */
    @CanIgnoreReturnValue
    public boolean attend(HttpConnection connection) {
        if (connection instanceof ConnectionBase shown) {
            FirstRequest.came(shown.channelHandlerContext().pipeline());
        }
        var now = limits;
        String address = address(connection.remoteAddress());
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        int all = open.incrementAndGet();
        connection.closeHandler(closed -> leave(address));
        if (all > now.connections() || ofAddress > now.connectionsPerAddress()) {
            refused.increment();
            var ignored = connection.close();
            return false;
        }
        if (connection instanceof Http1xServerConnection spoken) {
            long least = streams ? LEAST_BYTES_A_SECOND * now.body().toSeconds() : Long.MAX_VALUE;
            Dawdling.watch(
                    spoken.channelHandlerContext(), now.headers(), now.body(), Math.max(1, least), dawdled::increment);
        }
        return true;
    }

    private void leave(String address) {
        open.decrementAndGet();
        byAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    private static String address(SocketAddress remote) {
        return remote == null || remote.hostAddress() == null ? NOWHERE : remote.hostAddress();
    }
}
