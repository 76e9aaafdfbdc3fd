/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

/**
 * What was found about a session or a token.
 *
 * @param key of what was presented
 * @param caller {@link Caller#NOBODY} when it does not hold
 * @param machine the only one that an agent may speak for; empty for any
 * @param ends when it stops to hold by itself, in epoch milliseconds
 * @param used when it was last noted that it was used, in epoch milliseconds
 */
record Verdict(String key, Caller caller, String machine, long ends, long used) {

    static Verdict nobody(String key) {
        return new Verdict(key, Caller.NOBODY, "", Long.MAX_VALUE, Long.MAX_VALUE);
    }

    boolean holds() {
        return caller.kind() != Caller.Kind.NOBODY;
    }
}
