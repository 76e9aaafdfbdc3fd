/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

/** The unit of a metric, read from its name by Prometheus' convention of a base unit as last word. */
public enum Unit {
    SECONDS("seconds"),
    BYTES("bytes"),
    CELSIUS("celsius"),
    HERTZ("hertz"),
    NONE("1");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public static Unit of(String metric) {
        String base = metric.endsWith("_total") ? metric.substring(0, metric.length() - "_total".length()) : metric;
        for (Unit unit : values()) {
            if (base.endsWith("_" + unit.symbol)) {
                return unit;
            }
        }
        return NONE;
    }
}
