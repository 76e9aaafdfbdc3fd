/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

/** Counts of 64 bits without a sign. */
public final class Unsigned {
    private Unsigned() {}

    /** The nearest number: beyond 2^53 a double has no room for each whole one. */
    public static double of(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
