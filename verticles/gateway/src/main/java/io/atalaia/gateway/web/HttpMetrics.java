/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.rpc.RpcDoor;
import io.atalaia.gateway.rpc.RpcGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/**
 * Counts and times requests by route, method and status, and gRPC calls by method and status; routes are templates, so that their
 * number is bounded.
 */
final class HttpMetrics {
    static final String ROUTE = "atalaia.route";
    private static final Set<HttpMethod> NAMED = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final MeterRegistry meters;

    HttpMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void handle(RoutingContext context) {
        Timer.Sample sample = Timer.start(meters);
        boolean call = RpcDoor.isCall(context.request());
        context.addEndHandler(ended -> sample.stop(call ? callTimer(context) : timer(context)));
        context.next();
    }

    private Timer callTimer(RoutingContext context) {
        String method = context.get(RpcDoor.METHOD);
        return Timer.builder("atalaia_rpc_calls")
                .description("gRPC calls by method and status, streams until their end")
                .tag("method", method == null ? "none" : method)
                .tag("status", RpcGate.status(context.response()).name())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private Timer timer(RoutingContext context) {
        HttpMethod method = context.request().method();
        String route = context.get(ROUTE);
        return Timer.builder("atalaia_http_requests")
                .description("HTTP requests by route, method and status")
                .tag("route", route == null ? "none" : route)
                .tag("method", NAMED.contains(method) ? method.name() : "other")
                .tag("status", String.valueOf(context.response().getStatusCode()))
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
