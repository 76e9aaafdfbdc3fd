/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.roles.OwnMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of each role among those of the process, from its first instance to the end of its last. */
final class RoleMeters {
    private final MeterRegistry all;
    private final Map<Role, MeterRegistry> own = new ConcurrentHashMap<>();

    RoleMeters(MeterRegistry all) {
        this.all = all;
    }

    MeterRegistry of(Role role) {
        return own.computeIfAbsent(role, first -> OwnMeters.among(all));
    }

    /** Of an instance: what is a gauge is shown of the first alone. */
    MeterRegistry of(Role role, int seat) {
        return seat == 1 ? of(role) : OwnMeters.further(of(role));
    }

    void forget(Role role) {
        var gone = own.remove(role);
        if (gone != null) {
            OwnMeters.forget(gone);
        }
    }
}
