/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.stream.Stream;

/** How long a gateway wants to be left alone. Bounded: no answer, whoever wrote it, silences a machine for long. */
final class Pushback {
    static final long MOST_MILLIS = 5 * 60_000;

    private Pushback() {}

    /** Of one message; 0 when the agent may choose. */
    static long millis(Refused refused) {
        return Math.min(Integer.toUnsignedLong(refused.getRetryAfterMillis()), MOST_MILLIS);
    }

    /** Of the whole stream; 0 when neither says anything that can be read. */
    static long millis(MultiMap headers, MultiMap trailers) {
        return Stream.of(headers, trailers)
                .filter(Objects::nonNull)
                .map(words -> words.get(IngestMethods.PUSHBACK))
                .filter(Objects::nonNull)
                .mapToLong(Pushback::number)
                .max()
                .orElse(0);
    }

    private static long number(String text) {
        try {
            return Math.max(0, Math.min(Long.parseLong(text.strip()), MOST_MILLIS));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
