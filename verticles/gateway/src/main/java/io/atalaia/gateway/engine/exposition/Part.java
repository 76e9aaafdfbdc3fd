/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

/** One metric of all machines. */
record Part(Family family, Lines lines) {

    /** Writes the lines of one machine, none where it does not have the metric. */
    interface Lines {
        void write(StringBuilder out, Row row);
    }

    /**
     * A machine with what is the same on all its lines.
     *
     * @param marks its labels behind the opening brace
     * @param arrangement null when it has no sample
     */
    record Row(Shown machine, String marks, Arrangement arrangement) {

        void line(StringBuilder out, String metric, String labels, double value) {
            out.append(metric).append('{').append(marks).append(labels).append("} ");
            Text.value(out, value);
            out.append('\n');
        }

        /** All series of a metric that have a value. */
        void lines(StringBuilder out, String metric) {
            if (arrangement == null) {
                return;
            }
            double[] values = machine.sample().values();
            for (int place : arrangement.places(metric)) {
                double value = place < values.length ? values[place] : Double.NaN;
                if (!Double.isNaN(value)) {
                    line(out, metric, arrangement.labels(place), value);
                }
            }
        }
    }
}
