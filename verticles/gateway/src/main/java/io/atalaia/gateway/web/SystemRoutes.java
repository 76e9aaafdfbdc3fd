/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** Of this process: whether it lives, whether it serves, and its own figures. */
final class SystemRoutes {
    static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;
    private final BooleanSupplier ready;

    SystemRoutes(PrometheusMeterRegistry meters, BooleanSupplier ready) {
        this.meters = meters;
        this.ready = ready;
    }

    void addTo(Routes routes) {
        routes.get("/healthz", context -> answer(context, true))
                .get("/readyz", context -> answer(context, ready.getAsBoolean()))
                .get("/metrics", this::metrics);
    }

    private static void answer(RoutingContext context, boolean good) {
        context.response().setStatusCode(good ? 200 : 503).putHeader("Cache-Control", "no-store");
        Replies.send(context, "text/plain; charset=utf-8", good ? "ok\n" : "not ready\n");
    }

    private void metrics(RoutingContext context) {
        context.response().putHeader("Cache-Control", "no-store");
        Replies.send(context, METRICS_TYPE, meters.scrape());
    }
}
