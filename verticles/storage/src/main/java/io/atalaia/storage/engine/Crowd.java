/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.storage.StorageApi.PutAside;
import java.util.List;

/**
 * The blocks of a machine that are put aside.
 *
 * @param blocks in the order in which they came
 */
public record Crowd(List<PutAside> blocks) {
    /** The most of one machine: 1,000 blocks, which take sixteen hours to come, and 64 MiB. */
    public static final int MOST_BLOCKS = 1_000;

    public static final long MOST_BYTES = 64L << 20;

    /** Those that came before an instant. */
    public List<PutAside> before(long millis) {
        int count = 0;
        while (count < blocks.size() && blocks.get(count).received() < millis) {
            count++;
        }
        return blocks.subList(0, count);
    }

    /** The oldest that have to go so that the rest is within its bounds, after {@code gone} of them went already. */
    public List<PutAside> surplus(int gone) {
        long bytes = blocks.stream().skip(gone).mapToLong(PutAside::bytes).sum();
        int first = gone;
        while (blocks.size() - first > MOST_BLOCKS || bytes > MOST_BYTES && blocks.size() - first > 1) {
            bytes -= blocks.get(first++).bytes();
        }
        return blocks.subList(gone, first);
    }
}
