/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people may be called. */
final class UserNames {
    static final String RULE = "1 to 64 letters, digits, dots, hyphens, underscores, plus and at signs";
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1,64}");

    /** Before the names of those who log in with a provider: no local user can have such a name. */
    static final String FEDERATED = "oidc:";

    private UserNames() {}

    static boolean isFederated(String name) {
        return name.startsWith(FEDERATED);
    }

    /** The same as {@link #normal}, for somebody who may be one of those. */
    static Optional<String> known(String typed) {
        return typed != null && isFederated(typed)
                ? normal(typed.substring(FEDERATED.length())).map(name -> FEDERATED + name)
                : normal(typed);
    }

    /** As it is kept: in small letters, and in one way where Unicode has several (NFKC). Empty for what is no name. */
    static Optional<String> normal(String typed) {
        if (typed == null || typed.length() > 256) {
            return Optional.empty();
        }
        String normal =
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return FORM.matcher(normal).matches() ? Optional.of(normal) : Optional.empty();
    }
}
