/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What storage has been told: of each machine its facts, the schemas, and which of them last. Storage takes the one that it heard
 * last for the machine's newest, hence a schema that comes back is told again.
 */
final class Introduced {
    private static final int MOST_MACHINES = 20_000;
    /** So many schemas in one start mean a device that comes and goes: telling them again costs little. */
    private static final int MOST_SCHEMAS = 100;

    private final Map<String, Told> machines = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > MOST_MACHINES;
        }
    };

    /** Whether a block under this schema may be sent. */
    boolean knows(String machine, Schema schema) {
        var told = machines.get(machine);
        return told != null && told.schemas.contains(schema.hash());
    }

    /** Whether storage takes these for the machine's newest. */
    boolean isNewest(MachineFacts facts, Schema schema) {
        var told = machines.get(facts.id());
        return told != null && told.last.equals(schema.hash()) && told.facts.equals(facts);
    }

    void told(MachineFacts facts, Schema schema) {
        var told = machines.computeIfAbsent(facts.id(), unknown -> new Told());
        if (told.schemas.size() >= MOST_SCHEMAS) {
            told.schemas.clear();
        }
        told.facts = facts;
        told.last = schema.hash();
        told.schemas.add(schema.hash());
    }

    void forget(String machine) {
        machines.remove(machine);
    }

    private static final class Told {
        private final Set<String> schemas = new HashSet<>();
        private MachineFacts facts;
        private String last;
    }
}
