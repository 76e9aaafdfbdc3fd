/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.clock.Clock;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells with each answer what time it is here, by which others find that their clock is off. Not on the many small files of a page,
 * of which it would be a part of the weight. For one event loop.
 */
final class Dates {
    /** As HTTP writes it (RFC 9110, 5.6.7). */
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Clock clock;
    private long second = -1;
    private String text;

    Dates(Clock clock) {
        this.clock = clock;
    }

    void handle(RoutingContext context) {
        if (!Guards.isPartOfAPage(context.normalizedPath())) {
            context.response().putHeader(HttpHeaders.DATE, now());
        }
        context.next();
    }

    /** Written once a second. */
    private String now() {
        long now = Math.floorDiv(clock.millis(), 1_000L);
        if (now != second) {
            second = now;
            text = FORM.format(Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC));
        }
        return text;
    }
}
