/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.roles;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
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

    /**
     * The same for a further instance of the role: it counts together with the first, of which alone the gauges are shown, since two
     * of one name cannot be.
     */
    public static MeterRegistry further(MeterRegistry own) {
        var view = among(own);
        view.config().meterFilter(MeterFilter.deny(meter -> meter.getType() == Meter.Type.GAUGE));
        return view;
    }

    /** Removes what was registered through the view. Closing the view would close them all. */
    public static void forget(MeterRegistry own) {
        List.copyOf(own.getMeters()).forEach(own::remove);
    }
}
