/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Series;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where a series lies in packed documents; computable from the series alone, whatever its schema.
 *
 * @param group the document's
 * @param field the first 64 bits of SHA-256 over the series' key, as 16 hexadecimal digits
 */
public record SeriesId(Series series, String group, String field) {
    private static final Set<String> OWN_GROUP = Set.of("cpu", "memory", "network", "disk", "filesystem");
    private static final Set<String> OURS = Set.of("node", "process", "atalaia");
    private static final int CORES_A_GROUP = 2;
    /** About four in ten series of a machine are of no subsystem of their own: their minutes of a day take half a megabyte. */
    private static final int OTHER_GROUPS = 12;

    private static final int HEX = 16;
    private static final int DIGITS = 4;

    public static SeriesId of(Series series) {
        String field = hash(series.key());
        return new SeriesId(series, group(series, field), field);
    }

    /**
     * Documents of 16 to 64 KB for a day of minutes: by subsystem; per-core series two cores at a time; all others, and what
     * programs send, spread by hash.
     */
    private static String group(Series series, String field) {
        String[] words = series.name().split("_", 3);
        if (words.length < 2 || !OURS.contains(words[0])) {
            return "guest-" + field.charAt(0);
        }
        if (!OWN_GROUP.contains(words[1])) {
            return "other-" + Integer.parseInt(spread(series, field), HEX) % OTHER_GROUPS;
        }
        String cpu = series.labels().get("cpu");
        return cpu == null ? words[1] : words[1] + "-" + core(cpu) / CORES_A_GROUP;
    }

    /** A headline figure is made from series of one group: those of one name stay together. */
    private static String spread(Series series, String field) {
        return (HeadlineHour.needs(series) ? hash(series.name()) : field).substring(0, DIGITS);
    }

    /** The document that holds the minutes of one hour: one for all that machines sample, one for each of the other groups. */
    public static String part(String group) {
        return group.startsWith("guest-") ? group : "node";
    }

    private static int core(String cpu) {
        return cpu.matches("\\d{1,6}") ? Integer.parseInt(cpu) : 0;
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
