/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The first {@link #LENGTH} bytes of a backup: a line of JSON that a person can read with {@code head -1}, filled up with spaces.
 *
 * @param format of the file
 * @param layout the version of the data
 * @param product the release that wrote it
 * @param time ISO 8601
 * @param documents how many documents it holds
 * @param checksum SHA-256 over this line with an empty checksum and the SHA-256 of what follows it
 */
record Header(String atalaia, int format, int layout, String product, String time, long documents, String checksum) {
    static final int LENGTH = 512;
    static final int FORMAT = 1;
    static final String MAGIC = "backup";

    private static final ObjectMapper JSON = new ObjectMapper();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @param body the SHA-256 of what follows the header */
    Header signed(byte[] body) {
        var unsigned = new Header(atalaia, format, layout, product, time, documents, "");
        MessageDigest digest = sha256();
        digest.update(unsigned.bytes());
        digest.update(body);
        return new Header(
                atalaia,
                format,
                layout,
                product,
                time,
                documents,
                HexFormat.of().formatHex(digest.digest()));
    }

    boolean fits(byte[] body) {
        return signed(body).checksum().equals(checksum);
    }

    byte[] bytes() {
        try {
            byte[] line = JSON.writeValueAsBytes(this);
            byte[] bytes = Arrays.copyOf(line, LENGTH);
            Arrays.fill(bytes, line.length, LENGTH, (byte) ' ');
            bytes[LENGTH - 1] = '\n';
            return bytes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header can be written", e);
        }
    }

    /** @throws BackupException for anything but a header */
    static Header of(byte[] bytes) {
        try {
            var header = JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Header.class);
            if (MAGIC.equals(header.atalaia())) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw new BackupException("is no backup of Atalaia, or its beginning is damaged", e);
        }
        throw new BackupException("is no backup of Atalaia");
    }
}
