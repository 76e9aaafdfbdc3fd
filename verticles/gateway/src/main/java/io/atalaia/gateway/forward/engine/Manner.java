/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.discovery.Registration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a service wants to be forwarded to, by the meta of its registrations. What loosens a rule holds only where all of its
 * instances say it.
 *
 * @param isPublic whether callers without rights may come
 * @param honoursKeys whether a request that comes twice with one Idempotency-Key is carried out once
 * @param timeoutMillis until an answer begins; 0 for what the gateway's configuration says
 * @param attemptMillis until an idempotent request goes to another instance; 0 likewise
 */
public record Manner(boolean isPublic, boolean honoursKeys, long timeoutMillis, long attemptMillis) {
    public static final String PUBLIC = "public";
    public static final String KEYS = "idempotency-key";
    public static final String TIMEOUT = "forward-timeout";
    public static final String ATTEMPT = "forward-attempt";
    /** What the Host header says there, and whom a certificate must name; of one instance. */
    public static final String HOST = "forward-host";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final long LONGEST_MILLIS = 3_600_000;

    static Manner of(List<Registration> all) {
        return new Manner(
                all.stream().allMatch(one -> "true".equals(one.meta().get(PUBLIC))),
                all.stream().allMatch(one -> "honoured".equals(one.meta().get(KEYS))),
                longest(all, TIMEOUT),
                longest(all, ATTEMPT));
    }

    private static long longest(List<Registration> all, String key) {
        return all.stream().mapToLong(one -> millis(one.meta().get(key))).max().orElse(0);
    }

    /** 0 for what is no span such as 500ms, 10s or 5m. */
    private static long millis(String text) {
        var span = SPAN.matcher(text == null ? "" : text.strip());
        if (!span.matches()) {
            return 0;
        }
        long unit =
                switch (span.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    default -> 60_000;
                };
        return Math.min(LONGEST_MILLIS, Long.parseLong(span.group(1)) * unit);
    }
}
