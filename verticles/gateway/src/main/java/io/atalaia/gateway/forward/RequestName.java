/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which a request is found in the logs of all it passes; a sane one of the client's is kept. */
final class RequestName {
    static final CharSequence FIELD = HttpHeaders.createOptimized("X-Request-Id");
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final char[] SIGNS = "0123456789abcdef".toCharArray();
    private static final int LENGTH = 32;

    private RequestName() {}

    /** No secret, so that it need not be hard to guess. */
    static String of(String asked) {
        if (asked != null && SANE.matcher(asked).matches()) {
            return asked;
        }
        var signs = new char[LENGTH];
        var random = ThreadLocalRandom.current();
        long bits = 0;
        for (int at = 0; at < LENGTH; at++) {
            bits = at % 16 == 0 ? random.nextLong() : bits >>> 4;
            signs[at] = SIGNS[(int) bits & 15];
        }
        return new String(signs);
    }
}
