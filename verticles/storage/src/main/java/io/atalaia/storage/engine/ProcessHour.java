/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.platform.engine.block.ProcessCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The process rows of an hour, ten minutes in a column. */
public final class ProcessHour {
    private static final long SLOT = 10 * Stretch.MINUTE;
    private static final int MOST_ROWS = 200_000;
    private static final int MOST_LOOKS = 6_000;

    private ProcessHour() {}

    /** The column of an instant. */
    public static String path(long time) {
        return "p." + Math.floorMod(time, Stretch.HOUR) / SLOT;
    }

    static Map<String, byte[]> columns(Collection<Processes> looks) {
        Map<Long, Processes> once = new TreeMap<>();
        looks.forEach(look -> once.put(look.time(), look));
        Map<String, List<Processes>> slots = new LinkedHashMap<>();
        once.values().forEach(look -> slots.computeIfAbsent(path(look.time()), path -> new ArrayList<>())
                .add(look));
        Map<String, byte[]> columns = new LinkedHashMap<>();
        slots.forEach((path, some) -> columns.put(path, ProcessCodec.encode(thinned(some))));
        return columns;
    }

    /** Beyond what the format takes, every other look goes. */
    private static List<Processes> thinned(List<Processes> looks) {
        List<Processes> kept = looks;
        while (kept.size() > MOST_LOOKS
                || kept.stream().mapToInt(look -> look.rows().size()).sum() > MOST_ROWS) {
            List<Processes> all = kept;
            kept = new ArrayList<>();
            for (int i = 0; i < all.size(); i += 2) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    /** Every look that can be read. @param tier null when there is none */
    static List<Processes> looks(Tier tier, Reader reader, long hour) {
        List<Processes> looks = new ArrayList<>();
        Map<String, byte[]> columns = tier == null ? new HashMap<>() : tier.columns();
        columns.forEach((path, bytes) -> looks.addAll(reader.processes(tier, hour, path, bytes)));
        return looks;
    }
}
