/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.io.IOException;

/** What the agent costs the machine that it watches. Used by one thread at a time. */
@FunctionalInterface
public interface Cost {
    /** The processor time that it took so far, in nanoseconds. */
    long cpuNanos() throws IOException;
}
