/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.machine;

/** The state of a metric or a machine, mildest first; the ordinal is what live frames carry. */
public enum State {
    NORMAL,
    ALERT,
    CRITICAL,
    /** No sample arrives: nothing can be said. Never the state of a metric. */
    OFFLINE
}
