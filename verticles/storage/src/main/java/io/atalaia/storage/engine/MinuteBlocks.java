/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.List;

/**
 * The blocks of one minute of a machine.
 *
 * @param minute counted from the epoch
 * @param writes how often blocks were added, so that a document is deleted only as it was read
 */
public record MinuteBlocks(long minute, long writes, List<StoredBlock> blocks) {
    public MinuteBlocks {
        blocks = List.copyOf(blocks);
    }
}
