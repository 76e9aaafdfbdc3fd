/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

/** One line of the access log; the query is left out, since it may hold secrets. */
final class AccessLine {
    private static final long MICROS = 1_000;

    private AccessLine() {}

    /** @param at epoch milliseconds */
    static void write(
            StringBuilder line, Way way, String instance, Outcome outcome, boolean twice, long tookNanos, long at) {
        var request = way.request();
        line.append("{\"at\":").append(at);
        text(line, "id", way.id());
        text(line, "from", way.client());
        text(line, "caller", way.caller());
        text(line, "method", request.method().name());
        text(line, "service", way.lane().name());
        text(line, "instance", instance);
        text(line, "path", request.path());
        line.append(",\"status\":").append(outcome.status());
        line.append(",\"bytes\":").append(outcome.bytes());
        line.append(",\"us\":").append(tookNanos / MICROS);
        line.append(",\"tries\":").append(twice ? 2 : 1);
        text(line, "error", outcome.error());
        line.append("}\n");
    }

    private static void text(StringBuilder line, String name, String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        line.append(",\"").append(name).append("\":\"");
        if (isPlain(value)) {
            line.append(value);
        } else {
            escaped(line, value);
        }
        line.append('"');
    }

    private static boolean isPlain(String value) {
        for (int at = 0; at < value.length(); at++) {
            char sign = value.charAt(at);
            if (sign == '"' || sign == '\\' || sign < ' ' || sign > '~') {
                return false;
            }
        }
        return true;
    }

    private static void escaped(StringBuilder line, String value) {
        for (int at = 0; at < value.length(); at++) {
            char sign = value.charAt(at);
            if (sign == '"' || sign == '\\') {
                line.append('\\').append(sign);
            } else if (sign < ' ' || sign > '~') {
                line.append(String.format("\\u%04x", (int) sign));
            } else {
                line.append(sign);
            }
        }
    }
}
