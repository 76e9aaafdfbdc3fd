/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

/**
 * What is asked.
 *
 * @param type as in {@link Type}; any other number too
 * @param dnsClass as in {@link Type}
 */
public record Question(Name name, int type, int dnsClass) {
    private static final int TYPE_AND_CLASS = 4;

    /** Bytes that it takes in a message. */
    public int size() {
        return name.wire().length + TYPE_AND_CLASS;
    }
}
