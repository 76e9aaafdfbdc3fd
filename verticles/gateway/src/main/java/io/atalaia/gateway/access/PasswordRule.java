/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import java.text.Normalizer;
import java.util.Locale;

/** What a password must be: long, and not the name. Rules about its signs make people choose worse ones (NIST SP 800-63B). */
final class PasswordRule {
    static final int LEAST = 12;
    static final int MOST = 128;

    private PasswordRule() {}

    /** As it is hashed: keyboards may write one sign in several ways. */
    static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /** What is wrong with it, as the end of a sentence; null when nothing is. */
    static String broken(String typed, String userName) {
        if (typed == null || typed.length() > 4 * MOST) {
            return "must have " + LEAST + " to " + MOST + " signs";
        }
        String password = normal(typed);
        int signs = password.codePointCount(0, password.length());
        if (signs < LEAST || signs > MOST) {
            return "must have " + LEAST + " to " + MOST + " signs";
        }
        return password.toLowerCase(Locale.ROOT).equals(userName) ? "must not be the user's name" : null;
    }
}
