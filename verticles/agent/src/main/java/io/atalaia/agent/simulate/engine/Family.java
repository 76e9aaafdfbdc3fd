/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.series.Series;
import java.util.List;

/** Some series of a machine that belong together, named and measured as a real agent does. */
interface Family {

    List<Series> series();

    /** Goes on to the weather's instant, and puts the values of the {@link #series} into {@code values} from an index on. */
    void step(Weather weather, double[] values, int from);
}
