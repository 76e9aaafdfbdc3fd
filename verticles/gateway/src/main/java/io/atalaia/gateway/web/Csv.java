/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.series.Significant;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Points as comma-separated values (RFC 4180), one row each. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front: labels come from whoever names a disk or sends a sample.
 */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8; header=present";
    static final String HEADER = "time,epoch_ms,machine,metric,labels,tier,samples,min,avg,max,last\r\n";
    private static final String FORMULA = "=+-@\t\r\n";

    private Csv() {}

    /** Whether the asker wants it, by the parameter or else by the header. */
    static boolean wanted(RoutingContext context, String format) {
        return switch (format) {
            case "" -> {
                String accept = context.request().getHeader("Accept");
                yield accept != null && accept.contains("text/csv");
            }
            case "csv" -> true;
            case "json" -> false;
            default -> throw Problem.bad("format", "parameter 'format' must be json or csv");
        };
    }

    static void rows(StringBuilder out, String machine, Answer answer, As as) {
        for (Points points : answer.series()) {
            String series = "," + text(machine) + "," + text(points.series().name()) + ","
                    + text(labels(points.series().labels())) + "," + text(answer.tier()) + ",";
            for (int i = 0; i < points.t().length; i++) {
                out.append(Instant.ofEpochMilli(points.t()[i]))
                        .append(',')
                        .append(points.t()[i])
                        .append(series);
                out.append(points.count()[i]);
                number(out, exact(points.min()[i], as));
                number(out, points.count()[i] == 1 ? exact(points.avg()[i], as) : Significant.rounded(points.avg()[i]));
                number(out, exact(points.max()[i], as));
                number(out, exact(points.last()[i], as));
                out.append("\r\n");
            }
        }
    }

    /** What was sampled goes out as it is; what was computed from it with no more digits than it can have. */
    private static double exact(double value, As as) {
        return as == As.RATE ? Significant.rounded(value) : value;
    }

    private static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                        .collect(Collectors.joining(","));
    }

    private static void number(StringBuilder out, double value) {
        out.append(',');
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else if (Double.isFinite(value)) {
            out.append(value);
        }
    }

    static String text(String cell) {
        String harmless = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        boolean quoted = harmless.chars().anyMatch(sign -> sign == ',' || sign == '"' || sign == '\n' || sign == '\r');
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
