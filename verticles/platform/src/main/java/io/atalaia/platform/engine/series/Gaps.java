/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import io.atalaia.contracts.storage.StorageApi.Gap;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the times without samples.
 *
 * @param from inclusive, epoch milliseconds: the question's start, or the first sample ever if that is later
 * @param to exclusive: the question's end, or the end of what is known so far if that is earlier
 * @param unbrokenMillis the longest distance that is not a gap, see {@link Track#unbrokenMillis}
 * @param widthMillis how long each time stands for: 0 for samples, the bucket's width for a tier
 */
public record Gaps(long from, long to, long unbrokenMillis, long widthMillis) {
    public static final String NO_SAMPLES = "no samples";

    /** @param times of the samples in range, growing */
    public List<Gap> in(long[] times) {
        List<Gap> gaps = new ArrayList<>();
        long before = from;
        for (long time : times) {
            if (time >= from && time < to) {
                add(gaps, before, time);
                before = time + widthMillis;
            }
        }
        add(gaps, before, to);
        return gaps;
    }

    private void add(List<Gap> gaps, long start, long end) {
        if (end - start > unbrokenMillis) {
            gaps.add(new Gap(start, end, NO_SAMPLES));
        }
    }
}
