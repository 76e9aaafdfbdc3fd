/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The ordered series of an agent. It is named by its hash, and changes when a disk or a network card appears.
 *
 * @param hash the first 128 bits of SHA-256 over the kinds and keys, one a line, as 32 hexadecimal digits
 */
public record Schema(String hash, List<Series> series) {
    /** The most series that one agent may have; what goes beyond is not sampled. */
    public static final int MOST_SERIES = 10_000;

    public Schema {
        series = List.copyOf(series);
    }

    public static Schema of(List<Series> series) {
        var digest = sha256();
        for (Series one : series) {
            digest.update((one.kind() + " " + one.key() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new Schema(HexFormat.of().formatHex(digest.digest(), 0, 16), series);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
