/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts;

/**
 * A question by which somebody finds out whether another lives. It goes past circuit breakers, which would answer it in the other's
 * place.
 */
public interface Probe {}
