/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.limit.Allowances;
import io.atalaia.gateway.engine.limit.Allowances.Verdict;
import io.atalaia.gateway.engine.limit.Policy;
import io.atalaia.gateway.rpc.RpcDoor;
import io.atalaia.gateway.rpc.RpcGate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.grpc.common.GrpcStatus;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * So many requests a second for each asker, told in the headers of
 * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit and RateLimit-Policy</a>. For one
 * event loop.
 */
final class RateLimit {
    static final String POLICY = "RateLimit-Policy";
    static final String LEFT = "RateLimit";
    private static final int MOST_ASKERS = 20_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String NAME = "\"requests\"";

    private final Allowances allowances;
    private final Function<RoutingContext, String> asker;
    private final LongSupplier nanos;
    private final Counter refused;

    /**
     * @param of by what askers are told apart, for the metrics
     * @param asker who asks; empty for one who is not counted here
     * @param nanos monotonic time
     */
    RateLimit(
            String of,
            Policy policy,
            Function<RoutingContext, String> asker,
            LongSupplier nanos,
            MeterRegistry meters) {
        this.asker = asker;
        this.nanos = nanos;
        allowances = new Allowances(policy, MOST_ASKERS);
        refused = Counter.builder("atalaia_http_requests_limited")
                .description("Requests that were refused because their sender made too many")
                .tag("of", of)
                .register(meters);
        Gauge.builder("atalaia_http_askers", allowances, Allowances::size)
                .description("Callers and addresses whose requests are counted")
                .tag("of", of)
                .register(meters);
    }

    /** From the next request on. */
    void change(Policy policy) {
        allowances.change(policy);
    }

    void handle(RoutingContext context) {
        String who = asker.apply(context);
        if (who.isEmpty()) {
            context.next();
            return;
        }
        Verdict verdict = allowances.take(who, nanos.getAsLong());
        Policy policy = allowances.policy();
        context.response()
                .putHeader(POLICY, NAME + ";q=" + policy.burst() + ";w=" + policy.windowSeconds())
                .putHeader(LEFT, NAME + ";r=" + verdict.left() + ";t=" + verdict.fullAfterSeconds());
        if (verdict.allowed()) {
            context.next();
            return;
        }
        refused.increment();
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(verdict.retryAfterSeconds()));
        if (RpcDoor.isCall(context.request())) {
            RpcGate.refuse(context, GrpcStatus.RESOURCE_EXHAUSTED, sentence(policy));
            return;
        }
        Problems.send(context, new Problem(TOO_MANY_REQUESTS, sentence(policy)));
    }

    private static String sentence(Policy policy) {
        return "too many requests: " + policy.burst() + " at once and " + Math.round(policy.perSecond())
                + " a second are taken from one token, user or address (gateway.limits)";
    }
}
