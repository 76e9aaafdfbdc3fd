/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import java.util.regex.Pattern;

/**
 * What the target of a request asks for: {@code /name/path?query}. The path goes on as it came, sign for sign.
 *
 * @param service a DNS label
 * @param target path and query for the service; empty for {@code /name} alone, without a slash behind
 * @param query of that, with the question mark; empty for none
 */
public record Destination(String service, String target, String query) {
    private static final int LONGEST_LABEL = 63;
    /** A segment of one or two dots, also escaped: what it means is seen differently by those that stand in a row. */
    private static final Pattern DOTS = Pattern.compile("(?i).*[/\\\\](\\.|%2e){1,2}([/\\\\;].*|%2f.*|%5c.*)?");

    private static final Pattern ESCAPED_SEPARATOR = Pattern.compile("(?i).*%(2f|5c)(\\.|%2e){1,2}([/\\\\;%].*)?");

    /** Null for what names no service or could be read in two ways. */
    public static Destination of(String uri) {
        if (uri == null || uri.length() < 2 || uri.charAt(0) != '/' || !isVisible(uri)) {
            return null;
        }
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        int slash = path.indexOf('/', 1);
        String service = slash < 0 ? path.substring(1) : path.substring(1, slash);
        if (!isLabel(service) || hasDots(path)) {
            return null;
        }
        String query = question < 0 ? "" : uri.substring(question);
        return new Destination(service, slash < 0 ? "" : uri.substring(slash), query);
    }

    /** Whether it is {@code /name} alone, behind which relative links would lose the name. */
    public boolean lacksSlash() {
        return target.isEmpty();
    }

    /** What the service is asked for. */
    public String uri() {
        return lacksSlash() ? "/" + query : target;
    }

    private static boolean isVisible(String uri) {
        for (int at = 0; at < uri.length(); at++) {
            char sign = uri.charAt(at);
            if (sign <= ' ' || sign >= 127 || sign == '#') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDots(String path) {
        // Nearly no path has any, and expressions cost more than all the rest.
        boolean some = path.contains("/.") || path.indexOf('%') >= 0 || path.indexOf('\\') >= 0;
        return some
                && (DOTS.matcher(path).matches()
                        || ESCAPED_SEPARATOR.matcher(path).matches());
    }

    private static boolean isLabel(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LABEL) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if ((sign < 'a' || sign > 'z') && (sign < '0' || sign > '9') && sign != '-') {
                return false;
            }
        }
        return true;
    }
}
