/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

/** That somebody has to wait before the next attempt. */
public final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long seconds;

    TooMany(long seconds) {
        super("too many attempts failed; wait " + seconds + " s before the next one", null, false, false);
        this.seconds = seconds;
    }

    public long seconds() {
        return seconds;
    }
}
