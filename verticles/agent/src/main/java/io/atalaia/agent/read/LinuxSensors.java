/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sensors under /sys/class/hwmon. What they measure is read each time; which there are, their names and their limits with
 * every fourth reading. Where no chip tells a temperature, thermal zones stand in under the name that the kernel gives them in
 * hwmon.
 */
final class LinuxSensors implements MapCollector.Source {
    private static final int READS_PER_LIST = 4;
    private static final String DEGREES = "node_hwmon_temp_celsius";
    private static final double MILLI = 1000;
    private static final Pattern LABELLED = Pattern.compile("((temp|fan|in)\\d{1,4})_label");

    /** @param file the name of the files after the sensor's own name */
    private record Quantity(Pattern file, String metric, double scale, boolean steady) {
        static Quantity of(String sensors, String suffix, String metric, double scale, boolean steady) {
            return new Quantity(Pattern.compile("(" + sensors + "\\d{1,4})_" + suffix), metric, scale, steady);
        }
    }

    private static final List<Quantity> QUANTITIES = List.of(
            Quantity.of("temp", "input", DEGREES, MILLI, false),
            Quantity.of("temp", "max", "node_hwmon_temp_max_celsius", MILLI, true),
            Quantity.of("temp", "crit", "node_hwmon_temp_crit_celsius", MILLI, true),
            Quantity.of("fan", "input", "node_hwmon_fan_rpm", 1, false),
            Quantity.of("in", "input", "node_hwmon_in_volts", MILLI, false));

    private final Path classes;
    private List<Sensor> sensors = List.of();
    private Figures steady = new Figures();
    private int reads;

    LinuxSensors(Path sys) {
        classes = sys.resolve("class");
    }

    @Override
    public Map<Series, Double> read() {
        if (reads++ % READS_PER_LIST == 0) {
            list();
        }
        var figures = new Figures();
        sensors.forEach(sensor -> figures.put(sensor.series, SmallFile.number(sensor.file) / sensor.scale));
        steady.all().forEach(figures::put);
        return figures.all();
    }

    private void list() {
        sensors = new ArrayList<>();
        steady = new Figures();
        for (Path chip : SmallFile.entries(classes.resolve("hwmon"))) {
            chip(chip, ChipName.of(chip));
        }
        boolean warm = sensors.stream().anyMatch(sensor -> sensor.series.name().equals(DEGREES));
        for (Path zone : SmallFile.entries(classes.resolve("thermal"))) {
            if (SmallFile.name(zone).matches("thermal_zone\\d{1,4}")) {
                zone(zone, warm);
            }
        }
    }

    private void chip(Path chip, String name) {
        String people = ChipName.people(chip);
        if (!people.isEmpty()) {
            steady.gauge("node_hwmon_chip_names", Map.of("chip", name, "chip_name", people), 1);
        }
        for (Path file : SmallFile.entries(chip)) {
            QUANTITIES.forEach(quantity -> take(quantity, name, file));
            var labelled = LABELLED.matcher(SmallFile.name(file));
            String label = labelled.matches() ? SmallFile.word(file) : "";
            if (!label.isEmpty()) {
                var labels = Map.of("chip", name, "sensor", labelled.group(1), "label", label);
                steady.gauge("node_hwmon_sensor_label", labels, 1);
            }
        }
    }

    private void take(Quantity quantity, String chip, Path file) {
        var matcher = quantity.file.matcher(SmallFile.name(file));
        if (matcher.matches()) {
            var labels = Map.of("chip", chip, "sensor", matcher.group(1));
            if (quantity.steady) {
                steady.gaugeIfKnown(quantity.metric, labels, SmallFile.number(file) / quantity.scale);
            } else {
                sensors.add(new Sensor(new Series(quantity.metric, labels, Kind.GAUGE), file, quantity.scale));
            }
        }
    }

    private void zone(Path zone, boolean warm) {
        String number = SmallFile.name(zone).substring("thermal_zone".length());
        String type = SmallFile.word(zone.resolve("type"));
        Path file = zone.resolve("temp");
        if (!Files.isReadable(file)) {
            return;
        }
        if (!warm) {
            var labels = Map.of("chip", "thermal_" + SmallFile.name(zone), "sensor", "temp1");
            sensors.add(new Sensor(new Series(DEGREES, labels, Kind.GAUGE), file, MILLI));
        }
        var labels = Figures.told(Map.of("zone", number, "type", type));
        sensors.add(new Sensor(new Series("node_thermal_zone_temp", labels, Kind.GAUGE), file, MILLI));
    }

    private record Sensor(Series series, Path file, double scale) {}
}
