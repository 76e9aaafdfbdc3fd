/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.engine.limit.Allowances;
import io.atalaia.gateway.engine.limit.Allowances.Verdict;
import io.atalaia.gateway.engine.limit.Policy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** So many requests a second for each address and for each caller, over all event loops; told as REST tells it. Any thread. */
final class Rates {
    private static final int MOST_ASKERS = 20_000;
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final String NAME = "\"forwarded\"";

    private final Allowances ofAddresses;
    private final Allowances ofCallers;
    private final Counter addresses;
    private final Counter callers;
    private volatile CharSequence policy;

    Rates(Policy policy, MeterRegistry meters) {
        ofAddresses = new Allowances(policy, MOST_ASKERS);
        ofCallers = new Allowances(policy, MOST_ASKERS);
        addresses = refused(meters, "forwarded-address");
        callers = refused(meters, "forwarded-caller");
        this.policy = text(policy);
    }

    private static Counter refused(MeterRegistry meters, String of) {
        return Counter.builder("atalaia_http_requests_limited")
                .description("Requests that were refused because their sender made too many")
                .tag("of", of)
                .register(meters);
    }

    private static CharSequence text(Policy policy) {
        return HttpHeaders.createOptimized(NAME + ";q=" + policy.burst() + ";w=" + policy.windowSeconds());
    }

    /** From the next request on. */
    void change(Policy next) {
        synchronized (ofAddresses) {
            ofAddresses.change(next);
        }
        synchronized (ofCallers) {
            ofCallers.change(next);
        }
        policy = text(next);
    }

    /** @return whether one more of its address may go on; its answer tells how many are left */
    boolean takeOfAddress(HttpServerRequest request, String address, long now) {
        return take(ofAddresses, address, addresses, request, now);
    }

    /** The same of who has a name. */
    boolean takeOfCaller(HttpServerRequest request, Caller caller, long now) {
        return caller.name().isEmpty()
                || take(
                        ofCallers,
                        caller.kind().name().toLowerCase(Locale.ROOT) + " " + caller.name(),
                        callers,
                        request,
                        now);
    }

    private boolean take(Allowances among, String asker, Counter refused, HttpServerRequest request, long now) {
        Verdict verdict;
        synchronized (among) {
            verdict = among.take(asker, now);
        }
        var headers = request.response().headers();
        headers.set(POLICY, policy);
        headers.set(LIMIT, NAME + ";r=" + verdict.left() + ";t=" + verdict.fullAfterSeconds());
        if (!verdict.allowed()) {
            refused.increment();
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(verdict.retryAfterSeconds()));
        }
        return verdict.allowed();
    }
}
