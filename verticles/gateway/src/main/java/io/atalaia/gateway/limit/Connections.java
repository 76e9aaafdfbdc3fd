/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import io.atalaia.gateway.LimitsConfig;
import io.atalaia.platform.transport.FirstRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the open connections, in all and of each address, and closes those beyond the limit before anything is read from
 * them. Others are watched by {@link Dawdling}. For one event loop.
 */
public final class Connections {
    private static final String NOWHERE = "";

    private LimitsConfig limits;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Counter refused;
    private final Counter dawdled;
    private int open;

    public Connections(LimitsConfig limits, MeterRegistry meters) {
        this.limits = limits;
        Gauge.builder("atalaia_http_connections", this, connections -> connections.open)
                .description("Open HTTP connections")
                .register(meters);
        refused = closed(meters, "too-many");
        dawdled = closed(meters, "too-slow");
    }

    private static Counter closed(MeterRegistry meters, String why) {
        return Counter.builder("atalaia_http_connections_closed")
                .description("HTTP connections that were closed because of a limit")
                .tag("why", why)
                .register(meters);
    }

    /** For connections that come from now on. */
    public void change(LimitsConfig next) {
        limits = next;
    }

    /** Takes a new connection in, or closes it. */
    public void attend(HttpConnection connection) {
        if (connection instanceof ConnectionBase shown) {
            FirstRequest.came(shown.channelHandlerContext().pipeline());
        }
        String address = address(connection.remoteAddress());
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        open++;
        connection.closeHandler(closed -> leave(address));
        if (open > limits.connections() || ofAddress > limits.connectionsPerAddress()) {
            refused.increment();
            connection.close();
        } else if (connection instanceof Http1xServerConnection spoken) {
            Dawdling.watch(spoken.channelHandlerContext(), limits.headers(), limits.body(), dawdled::increment);
        }
    }

    private void leave(String address) {
        open--;
        byAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    private static String address(SocketAddress remote) {
        return remote == null || remote.hostAddress() == null ? NOWHERE : remote.hostAddress();
    }
}
