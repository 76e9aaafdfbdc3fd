/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.agent.simulate.engine.PretendMachine;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes figures as promtool reads them: the OpenMetrics text format with timestamps in seconds. */
final class OpenMetrics implements AutoCloseable {
    private final Writer out;

    OpenMetrics(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    /** Every sample of a machine from one instant to before another, in the order of time. */
    void write(PretendMachine machine, long from, long to, long every) throws IOException {
        List<String> names = new ArrayList<>();
        String name = "machine=\"" + machine.facts().name() + "\"";
        machine.schema().series().forEach(series -> {
            String key = series.key();
            names.add(
                    key.endsWith("}")
                            ? key.substring(0, key.length() - 1) + "," + name + "} "
                            : key + "{" + name + "} ");
        });
        for (long time = from; time < to; time += every) {
            double[] row = machine.at(time);
            String end = " " + time / 1000 + "\n";
            for (int i = 0; i < names.size(); i++) {
                out.write(names.get(i));
                out.write(number(row[i]));
                out.write(end);
            }
        }
    }

    private static String number(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        out.write("# EOF\n");
        out.close();
    }
}
