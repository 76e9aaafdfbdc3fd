/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.ProcessRow;
import java.io.IOException;
import java.util.List;

/** Looks at the processes of the machine. Used by one thread at a time. */
public interface ProcessLook {

    /** The busiest since the last look. */
    List<ProcessRow> busiest() throws IOException;

    /** How many there were at the last look, as far as this platform tells; asked by the thread that looks. */
    default List<Collector> counts() {
        return List.of();
    }
}
