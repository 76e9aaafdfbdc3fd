/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.dns;

import io.atalaia.discovery.dns.DnsConfig;
import io.atalaia.discovery.dns.DnsServer;
import io.atalaia.platform.clock.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The DNS server of a hub with its meters, in a process of its own; health changes ten times a second. Arguments: port, threads. */
public final class DnsHost {
    private static final long CHANGE_MILLIS = 100;

    private DnsHost() {}

    public static void main(String[] arguments) {
        var zone = new PretendZone();
        Vertx vertx = Vertx.vertx();
        var config = new DnsConfig(
                "127.0.0.1",
                Integer.parseInt(arguments[0]),
                "atalaia",
                Integer.parseInt(arguments[1]),
                100,
                Duration.ofSeconds(10),
                2_000);
        var server = new DnsServer(config, zone, Clock.system(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        vertx.setPeriodic(CHANGE_MILLIS, tick -> zone.change());
        server.open(vertx).onComplete(opened -> System.out.println("ready"), failed -> {
            System.err.println(failed.getMessage());
            System.exit(1);
        });
    }
}
