/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

/** How the values of a series are to be read. */
public enum Kind {
    /** A value that goes up and down. */
    GAUGE,
    /** A total that only grows, except that it starts again when its source does. */
    COUNTER
}
