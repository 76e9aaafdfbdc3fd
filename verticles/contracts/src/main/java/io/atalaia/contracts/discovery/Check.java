/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.discovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How it is found out whether an instance of a service lives.
 *
 * @param kind how it is asked
 * @param target what is asked at the instance's own address: of HTTP and HTTPS the path, of gRPC the service's name, of UDP the
 *     text that is sent; empty otherwise
 * @param everyMillis how often; of {@link Kind#TTL} how long a renewal lasts
 * @param timeoutMillis how long an answer may take, at most half of {@code everyMillis} and two seconds
 */
public record Check(Kind kind, String target, long everyMillis, long timeoutMillis) {

    /** How an instance is asked. */
    public enum Kind {
        /** Any status from 200 to 299; redirects are failures. */
        HTTP,
        HTTPS,
        /** A connection is accepted. */
        TCP,
        /** Any datagram comes back. */
        UDP,
        /** {@code grpc.health.v1.Health/Check} answers SERVING. */
        GRPC,
        /** A bus address answers a {@link io.atalaia.contracts.health.HealthApi.Ping}. */
        BUS,
        /** Not asked: the service itself says from time to time that it lives. */
        TTL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> named(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }
}
