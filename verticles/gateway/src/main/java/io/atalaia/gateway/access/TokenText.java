/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a token looks: {@code ata_}, 256 random bits in base64url, and six signs of a check sum (CRC-32 of all before it, in base
 * 62). Who looks for lost secrets finds it by that, and one that was mistyped costs no question to the database.
 */
public final class TokenText {
    private static final String PREFIX = "ata_";
    private static final String ENROLMENT = "ate_";
    private static final int SUM_SIGNS = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}");

    private TokenText() {}

    /** A token that nobody has yet. */
    public static String random() {
        return random(PREFIX);
    }

    /** The same for an enrolment, which is no token: {@code ate_} in front. */
    static String enrolment() {
        return random(ENROLMENT);
    }

    private static String random(String prefix) {
        String begin = prefix + Secrets.random();
        return begin + sum(begin);
    }

    /** Whether it can be one of ours. */
    public static boolean isOne(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        int end = text.length() - SUM_SIGNS;
        return text.substring(end).equals(sum(text.substring(0, end)));
    }

    private static String sum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var signs = new StringBuilder();
        for (int i = 0; i < SUM_SIGNS; i++) {
            signs.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return signs.toString();
    }
}
