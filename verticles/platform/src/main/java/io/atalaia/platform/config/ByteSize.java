/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 512KiB}, {@code 64MiB} or {@code 2GiB}; without a unit it counts bytes. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFT = new TreeMap<>(Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30));

    /** @throws IllegalArgumentException with the rule for what is not a size */
    public static ByteSize parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a size such as 512KiB, 64MiB or 2GiB");
        }
        int shift = form.group(2) == null ? 0 : SHIFT.get(form.group(2));
        return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << shift));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** As it is written in the configuration, in the largest unit that divides it. */
    @Override
    public String toString() {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = 1L << SHIFT.get(unit);
            if (bytes > 0 && bytes % size == 0) {
                return String.format(Locale.ROOT, "%d%s", bytes / size, unit);
            }
        }
        return bytes + "B";
    }
}
