/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.discovery.dns.DnsServer;
import io.atalaia.discovery.text.Registrar;
import io.atalaia.discovery.text.TextServer;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The ways to the registry for programs that know nothing of Atalaia: DNS, and lines of text over UDP. */
final class Doors {
    private final DnsServer dns;
    private final TextServer text;

    private Doors(DnsServer dns, TextServer text) {
        this.dns = dns;
        this.text = text;
    }

    /** @param registrar changes the registry for the text protocol */
    static Doors of(DiscoveryConfig config, Catalog catalog, Registrar registrar, Clock clock, MeterRegistry meters) {
        return new Doors(
                new DnsServer(config.dns(), catalog, clock, meters),
                new TextServer(config.text(), catalog, registrar, clock, meters));
    }

    /** All or nothing. */
    Future<Void> open(Vertx vertx) {
        return dns.open(vertx).compose(opened -> text.open(vertx)).recover(cause -> close(vertx)
                .transform(closed -> Future.failedFuture(cause)));
    }

    Future<Void> close(Vertx vertx) {
        return text.close().eventually(() -> dns.close(vertx));
    }

    /** -1 when there is none. */
    int dnsPort() {
        return dns.port();
    }

    /** -1 when there is none. */
    int textPort() {
        return text.port();
    }
}
