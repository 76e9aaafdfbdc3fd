/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.engine;

import java.util.Locale;

/** The names of our own cookies: no service behind this gateway may see them or set them. */
public final class CookieNames {
    public static final String SESSION = "atalaia-session";
    /** What a browser keeps while somebody logs in with a provider. */
    public static final String ASKING = "atalaia-oidc";

    /** Browsers take a cookie with this prefix from this very host over TLS alone (RFC 6265bis, section 4.1.3.2). */
    public static final String HOST_PREFIX = "__Host-";

    private static final String OURS = "atalaia-";
    private static final String[] PREFIXES = {"", "__host-", "__secure-"};

    private CookieNames() {}

    /** In whatever case: servers differ in that. */
    public static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String prefix : PREFIXES) {
            if (lower.startsWith(prefix + OURS)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field may hold one. */
    public static boolean mayHold(String field) {
        return field.toLowerCase(Locale.ROOT).contains(OURS);
    }
}
