/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.discovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a service speaks. */
public enum ServiceKind {
    HTTP,
    HTTPS,
    TCP,
    UDP,
    GRPC,
    /** Reached on the event bus alone: it has an address there and no port. */
    BUS;

    /** As it is written in requests and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServiceKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
