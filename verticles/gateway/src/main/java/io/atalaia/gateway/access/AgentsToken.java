/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

/**
 * What an agent was let in with.
 *
 * @param machine the only one that it may speak for; empty for any
 */
public record AgentsToken(String name, String machine) {
    /** Whether who shows it may speak for this machine. */
    public boolean speaksFor(String id) {
        return machine.isEmpty() || machine.equals(id);
    }
}
