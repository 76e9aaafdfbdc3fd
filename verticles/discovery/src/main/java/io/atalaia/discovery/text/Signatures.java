/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.discovery.text.engine.Replays;
import io.atalaia.platform.clock.Clock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lines that are signed with the shared key: {@code LINE at=<epoch seconds> sig=<HMAC-SHA256 of what stands before " sig=", in
 * hex>}. A signature is good for 30 s around its time and serves once. Not safe from several threads.
 */
final class Signatures {
    private static final int WINDOW_SECONDS = 30;
    private static final Pattern SIGNED =
            Pattern.compile("(?<before>(?<line>.*) at=(?<at>[0-9]{1,12})) sig=(?<sig>[0-9a-fA-F]{64}) *");
    private static final String ALGORITHM = "HmacSHA256";

    private final String key;
    private final Clock clock;
    private final Replays replays = new Replays(2 * WINDOW_SECONDS);

    Signatures(String key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    static boolean isSigned(String line) {
        return line.contains(" sig=");
    }

    /**
     * The line without its signature.
     *
     * @throws IllegalArgumentException with the reason, for the sender, when it is not to be believed
     */
    String checked(String line) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("there is no key here");
        }
        var match = SIGNED.matcher(line);
        if (!match.matches() || !isOurs(match.group("before"), match.group("sig"))) {
            throw new IllegalArgumentException("bad signature");
        }
        long now = clock.millis() / 1_000;
        if (Math.abs(now - Long.parseLong(match.group("at"))) > WINDOW_SECONDS) {
            throw new IllegalArgumentException("at is more than 30 s off");
        }
        if (!replays.take(match.group("sig").toLowerCase(Locale.ROOT), now)) {
            throw new IllegalArgumentException("used before");
        }
        return match.group("line");
    }

    private boolean isOurs(String before, String signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] right = mac.doFinal(before.getBytes(StandardCharsets.ISO_8859_1));
            // Takes as long for a wrong byte in front as for one at the end.
            return MessageDigest.isEqual(right, HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
