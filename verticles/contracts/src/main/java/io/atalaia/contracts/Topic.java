/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts;

/** A publish address together with the one event that travels on it. */
public record Topic<E extends Record>(String address, Class<E> event) {}
