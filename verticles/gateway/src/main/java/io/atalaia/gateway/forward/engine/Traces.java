/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What tells a service whom it is asked for. Whatever a client wrote of that kind is dropped: anybody can write it. */
public final class Traces {
    /** Names in lower case. */
    private static final Set<String> NAMES = Set.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-atalaia-error");

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:\\d{1,5})?");

    private Traces() {}

    /** @param name in lower case */
    public static boolean isOne(String name) {
        return name.startsWith("x-forwarded-") || NAMES.contains(name);
    }

    /** RFC 7239, section 4: an IPv6 address stands in brackets and quotes, and whatever is no token in quotes. */
    public static String forwarded(String client, String host, String scheme) {
        String node = client.indexOf(':') < 0 ? client : "\"[" + client + "]\"";
        return "for=" + node + ";host=\"" + host + "\";proto=" + scheme;
    }

    /** Whether a field {@code Host} is one, and safe to be written in quotes. */
    public static boolean isHost(String host) {
        return host != null && HOST.matcher(host).matches();
    }

    /** Lower case of a field's name, without a copy where it is already. */
    public static String lower(String name) {
        for (int at = 0; at < name.length(); at++) {
            char sign = name.charAt(at);
            if (sign >= 'A' && sign <= 'Z') {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }
}
