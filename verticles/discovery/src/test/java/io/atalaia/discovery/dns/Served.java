/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.MemoryRegistry;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A server on a free port of the loopback. */
final class Served implements AutoCloseable {
    final MemoryRegistry registry = new MemoryRegistry();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final DnsServer server;

    Served(int threads, int maxConnections, Duration idle) {
        server = new DnsServer(
                new DnsConfig("127.0.0.1", 0, "atalaia", threads, maxConnections, idle, 100),
                registry,
                Clock.system(),
                meters);
        server.open(vertx).await();
    }

    int port() {
        return server.port();
    }

    double dropped(String reason) {
        return meters.get("atalaia_dns_dropped").tag("reason", reason).counter().count();
    }

    @Override
    public void close() {
        server.close(vertx).await();
        vertx.close().await();
    }
}
