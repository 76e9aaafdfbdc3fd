/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.vertx.core.eventbus.ReplyException;

/** A failure that is safe to show to the asker: a code as HTTP uses them and a sentence, never a stack trace. */
public final class Fault extends RuntimeException {
    public static final int BAD_REQUEST = 400;
    /** Nobody knows who asks. */
    public static final int UNAUTHENTICATED = 401;
    /** Who asks may not. */
    public static final int FORBIDDEN = 403;

    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;
    public static final int TOO_LARGE = 413;
    /** More at once than is taken; later it may be. */
    public static final int BUSY = 429;

    public static final int INTERNAL = 500;
    /** Nobody serves the address, or its node has gone. */
    public static final int UNAVAILABLE = 503;
    /** Somebody may serve it, but no answer came in time. */
    public static final int TIMEOUT = 504;

    private static final long serialVersionUID = 1;
    private final int code;
    private final long retryAfterMillis;
    private final Reach reach;

    /** How far the question came. Lost on the way over the bus. */
    enum Reach {
        /** It may have been answered, and may have had its effect. */
        ASKED,
        /** A circuit breaker held it back. */
        HELD_BACK,
        /** There was nobody to ask. */
        NOBODY
    }

    public Fault(int code, String message) {
        this(code, message, 0);
    }

    /** @param retryAfterMillis how long whoever refused wants to be left alone; 0 when the asker may choose */
    public Fault(int code, String message, long retryAfterMillis) {
        this(code, message, retryAfterMillis, Reach.ASKED);
    }

    private Fault(int code, String message, long retryAfterMillis, Reach reach) {
        super(message, null, false, false);
        this.code = code;
        this.retryAfterMillis = retryAfterMillis;
        this.reach = reach;
    }

    /** @param reach why it was not asked at all */
    static Fault notAsked(String message, Reach reach) {
        return new Fault(UNAVAILABLE, message, 0, reach);
    }

    static Reach reach(Throwable cause) {
        return cause instanceof Fault fault ? fault.reach : Reach.ASKED;
    }

    /** What the asker sees of any failure: a fault as it was thrown; the bus's own failures in our words. */
    static Fault of(Throwable cause, String address) {
        if (cause instanceof Fault fault) {
            return fault;
        }
        if (cause instanceof ReplyException reply) {
            return switch (reply.failureType()) {
                case TIMEOUT -> new Fault(TIMEOUT, address + " did not answer in time");
                case NO_HANDLERS -> notAsked("nobody serves " + address, Reach.NOBODY);
                case RECIPIENT_FAILURE -> new Fault(positive(reply.failureCode()), reply.getMessage());
                case ERROR -> new Fault(UNAVAILABLE, address + " could not be asked: " + reply.getMessage());
            };
        }
        return new Fault(INTERNAL, address + " could not be asked: " + cause.getMessage());
    }

    private static int positive(int code) {
        return code > 0 ? code : INTERNAL;
    }

    public int code() {
        return code;
    }

    /** What the other side asks for, in milliseconds; 0 when it asks for nothing. Lost on the way over the bus. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** The same of any failure, in nanoseconds. */
    public static long retryAfterNanos(Throwable cause) {
        return cause instanceof Fault fault ? fault.retryAfterMillis * 1_000_000 : 0;
    }
}
