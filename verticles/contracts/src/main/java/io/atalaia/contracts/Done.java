/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts;

/** The answer of a service that has nothing to say but that it did what was asked. */
public record Done() {
    public static final Done DONE = new Done();
}
