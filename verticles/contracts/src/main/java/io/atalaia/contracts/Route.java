/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts;

/** A point-to-point address together with the one question and the one answer that travel on it. */
public record Route<Q extends Record, A extends Record>(String address, Class<Q> question, Class<A> answer) {
    private static final String AT = "@";

    /** The same route served by one node alone: the address with {@code @<nodeId>} behind it. */
    public Route<Q, A> at(String nodeId) {
        return new Route<>(address + AT + nodeId, question, answer);
    }

    /** Whether one node alone serves it. */
    public boolean isAtOneNode() {
        return address.contains(AT);
    }
}
