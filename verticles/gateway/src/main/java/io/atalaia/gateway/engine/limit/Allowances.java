/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each asker: it holds a burst, each request takes one, and time refills it. Of more askers than may be
 * remembered the one that has rested longest is forgotten, whose bucket is the fullest. Not thread-safe.
 */
public final class Allowances {
    private static final double NANOS = 1e9;

    private final int most;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private Policy policy;

    /** @param most askers that are remembered */
    public Allowances(Policy policy, int most) {
        this.policy = policy;
        this.most = most;
    }

    /**
     * What became of a request.
     *
     * @param left requests that may follow at once
     * @param fullAfterSeconds when the asker may do its whole burst again, if it rests until then
     * @param retryAfterSeconds when the next request is possible; 0 when it is already
     */
    public record Verdict(boolean allowed, long left, long fullAfterSeconds, long retryAfterSeconds) {}

    /** From now on; buckets that hold more than the new burst lose the rest. */
    public void change(Policy next) {
        policy = next;
    }

    public Policy policy() {
        return policy;
    }

    /** @param now monotonic nanoseconds */
    public Verdict take(String asker, long now) {
        var bucket = buckets.computeIfAbsent(asker, unknown -> new Bucket(policy.burst(), now));
        if (buckets.size() > most) {
            var eldest = buckets.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        bucket.refill(policy, now);
        boolean allowed = bucket.tokens >= 1;
        if (allowed) {
            bucket.tokens--;
        }
        return verdict(allowed, bucket.tokens);
    }

    public int size() {
        return buckets.size();
    }

    private Verdict verdict(boolean allowed, double tokens) {
        long full = seconds(policy.burst() - tokens);
        return new Verdict(allowed, (long) tokens, full, tokens >= 1 ? 0 : Math.max(1, seconds(1 - tokens)));
    }

    private long seconds(double tokens) {
        return (long) Math.ceil(tokens / policy.perSecond());
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }

        void refill(Policy policy, long now) {
            tokens = Math.min(policy.burst(), tokens + (now - at) / NANOS * policy.perSecond());
            at = now;
        }
    }
}
