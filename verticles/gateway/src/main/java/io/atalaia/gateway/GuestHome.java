/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.gateway.engine.Guests;
import io.atalaia.gateway.service.GuestFiles;
import io.atalaia.gateway.service.GuestMeters;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.StorageDoor;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Where the samples of guests lie until storage has them.
 *
 * @param directory nobody else uses it; made when it is not there
 * @param kept how long storage keeps every sample: older ones are not taken
 */
public record GuestHome(Path directory, Duration kept) {

    /** What takes guests' samples. */
    GuestService guests(
            Vertx vertx,
            IngestConfig config,
            Node node,
            StorageDoor writes,
            LiveService live,
            Clock clock,
            MeterRegistry own) {
        var limits = config.guests();
        var known = new Guests(new Guests.Limits(limits.most(), limits.series(), limits.rate(), kept.toMillis()));
        var files = new GuestFiles(vertx, directory, config.spool().spool(), writes, clock, own);
        String boot = UUID.randomUUID().toString().replace("-", "");
        var origin = new GuestService.Origin(boot, node.version());
        return new GuestService(vertx, known, files, live, clock, new GuestMeters(own), origin);
    }
}
