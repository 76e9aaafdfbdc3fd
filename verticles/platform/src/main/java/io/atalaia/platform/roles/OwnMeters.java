/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.roles;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;

/**
 * What one role registers among the meters of its process. A role that is stopped and started again must take its meters along:
 * a gauge that stayed would show what the stopped one last knew, and keep the new one's from being registered.
 */
public final class OwnMeters {
    private OwnMeters() {}

    /** A view of all the meters; what is registered through it is found in both. */
    public static MeterRegistry among(MeterRegistry all) {
        return new CompositeMeterRegistry(Clock.SYSTEM, List.of(all));
    }

    /** Removes what was registered through the view. Closing the view would close them all. */
    public static void forget(MeterRegistry own) {
        List.copyOf(own.getMeters()).forEach(own::remove);
    }
}
