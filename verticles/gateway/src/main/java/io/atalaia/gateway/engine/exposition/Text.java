/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

/**
 * Pieces of <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text format 0.0.4</a>. Names are
 * checked sign by sign: a regular expression for each of 150,000 lines would be the most of the work.
 */
final class Text {
    private static final double WHOLE = 1e15;

    private Text() {}

    /** A name that a metric may have. */
    static boolean metric(String name) {
        return label(name.replace(':', '_'));
    }

    /** A name that a label may have. */
    static boolean label(String name) {
        if (name.isEmpty() || digit(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(sign -> letter(sign) || digit(sign) || sign == '_');
    }

    /** The name with a {@code _} for each sign that it may not have. */
    static String asLabel(String name) {
        var made = new StringBuilder(name.length());
        name.chars().forEach(sign -> made.append(letter(sign) || digit(sign) ? (char) sign : '_'));
        return made.toString();
    }

    private static boolean letter(int sign) {
        return sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
    }

    private static boolean digit(int sign) {
        return sign >= '0' && sign <= '9';
    }

    static void help(StringBuilder out, String text) {
        escape(out, text, false);
    }

    /** {@code name="value"}. */
    static void label(StringBuilder out, String name, String value) {
        out.append(name).append("=\"");
        escape(out, value, true);
        out.append('"');
    }

    private static void escape(StringBuilder out, String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\\') {
                out.append("\\\\");
            } else if (sign == '\n') {
                out.append("\\n");
            } else if (quotes && sign == '"') {
                out.append("\\\"");
            } else {
                // Half a pair is no UTF-8: a reader would refuse the whole answer for it.
                out.append(Character.isSurrogate(sign) && !paired(text, i) ? '\uFFFD' : sign);
            }
        }
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    static void value(StringBuilder out, double value) {
        if (Double.isInfinite(value)) {
            out.append(value > 0 ? "+Inf" : "-Inf");
        } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }
}
