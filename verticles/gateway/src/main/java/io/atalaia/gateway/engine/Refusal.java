/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/** Why a sample is not taken: a code as HTTP uses them, and a sentence that begins with the field at fault. */
public final class Refusal extends RuntimeException {
    public static final int BAD = 400;
    /** Too much, too fast, or too many. */
    public static final int BUSY = 429;
    /** Not now. */
    public static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1;
    private final int code;

    /** What is refused, for the metrics. */
    private final String reason;

    public Refusal(int code, String reason, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    public static Refusal bad(String sentence) {
        return new Refusal(BAD, "bad", sentence);
    }

    public int code() {
        return code;
    }

    /** One word. */
    public String reason() {
        return reason;
    }
}
