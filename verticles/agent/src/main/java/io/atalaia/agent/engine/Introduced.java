/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import java.util.HashSet;
import java.util.Set;

/** The schemas that storage has been told, under the facts that it was told with them. */
public final class Introduced {
    /** So many schemas in one start mean a device that comes and goes: telling them again costs little. */
    private static final int MOST = 100;

    private final Set<String> schemas = new HashSet<>();
    private MachineFacts facts;

    /** Whether storage knows both; new facts are to be told with each schema again. */
    public boolean knows(MachineFacts newest, Schema schema) {
        return newest.equals(facts) && schemas.contains(schema.hash());
    }

    public void told(MachineFacts told, Schema schema) {
        if (!told.equals(facts) || schemas.size() >= MOST) {
            schemas.clear();
        }
        facts = told;
        schemas.add(schema.hash());
    }

    public void forget() {
        schemas.clear();
    }
}
