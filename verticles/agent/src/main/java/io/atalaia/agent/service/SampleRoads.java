/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Sampler.Taken;
import io.atalaia.platform.spool.Entry;
import java.util.List;

/** Where samples go. Event loop only. */
interface SampleRoads {
    /** A sample was taken; it may not be in the spool yet. */
    void taken(Taken taken);

    /** Blocks came to their end. */
    void sealed(List<Entry> blocks);
}
