/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What operators say of machines. Futures fail when the database is out of reach. */
public interface MachineNotes {

    Future<Optional<MachineNote>> find(String machine);

    /** Every note, in no order: a thousand or so. */
    Future<List<MachineNote>> all();

    /**
     * Writes a note, when it is still as it was read.
     *
     * @param from of version 0 when there was none
     * @return false when somebody was faster
     */
    Future<Boolean> change(MachineNote from, MachineNote to);

    /** How often anything was changed: while that stays, so does {@link #all}. */
    Future<Long> changes();
}
