/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.clock.Clock;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Tells with each answer what time it is here, by which others find that their clock is off. For one event loop. */
final class Dates {
    private final Clock clock;
    private long second = -1;
    private String text;

    Dates(Clock clock) {
        this.clock = clock;
    }

    void handle(RoutingContext context) {
        context.response().putHeader(HttpHeaders.DATE, now());
        context.next();
    }

    /** Written once a second. */
    private String now() {
        long now = Math.floorDiv(clock.millis(), 1_000L);
        if (now != second) {
            second = now;
            text = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC));
        }
        return text;
    }
}
