/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import java.time.Instant;

/** One line of the access log; the query is left out, since it may hold secrets. */
final class AccessLine {
    private static final double NANOS = 1e6;

    private AccessLine() {}

    static String of(Way way, String instance, Outcome outcome, boolean twice, long tookNanos, Instant at) {
        var line = new StringBuilder(320);
        var request = way.request();
        line.append("{\"at\":\"").append(at).append('"');
        text(line, "id", way.id());
        text(line, "from", Fields.address(request));
        text(line, "caller", way.caller());
        text(line, "method", request.method().name());
        text(line, "service", way.lane().name());
        text(line, "instance", instance);
        text(line, "path", request.path());
        line.append(",\"status\":").append(outcome.status());
        line.append(",\"bytes\":").append(outcome.bytes());
        line.append(",\"ms\":").append(Math.round(tookNanos / NANOS * 1e3) / 1e3);
        line.append(",\"tries\":").append(twice ? 2 : 1);
        text(line, "error", outcome.error());
        return line.append("}\n").toString();
    }

    private static void text(StringBuilder line, String name, String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        line.append(",\"").append(name).append("\":\"");
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
        line.append('"');
    }
}
