/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.Texts;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sensors under /sys/class/hwmon, chips named as node_exporter names them; where there is none, the thermal zones under
 * the name that the kernel gives them in hwmon.
 */
final class LinuxTemperatures {
    private static final Pattern INPUT = Pattern.compile("(temp\\d{1,4})_input");
    private static final double MILLI = 1000;

    private final Path classes;

    LinuxTemperatures(Path sys) {
        classes = sys.resolve("class");
    }

    Map<Series, Double> read() throws IOException {
        Map<Series, Double> degrees = new LinkedHashMap<>();
        for (Path chip : entries(classes.resolve("hwmon"), "")) {
            String name = chipName(chip);
            for (Path file : entries(chip, "temp")) {
                Matcher input = INPUT.matcher(file.getFileName().toString());
                if (input.matches()) {
                    put(degrees, name, input.group(1), file);
                }
            }
        }
        if (degrees.isEmpty()) {
            for (Path zone : entries(classes.resolve("thermal"), "thermal_zone")) {
                put(degrees, "thermal_" + Texts.clean(zone.getFileName().toString()), "temp1", zone.resolve("temp"));
            }
        }
        return degrees;
    }

    private static void put(Map<Series, Double> degrees, String chip, String sensor, Path file) {
        var series = new Series("node_hwmon_temp_celsius", Map.of("chip", chip, "sensor", sensor), Kind.GAUGE);
        degrees.putIfAbsent(series, celsius(file));
    }

    /** A sensor that sleeps or broke answers with an error: it has no value then. */
    private static double celsius(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip()) / MILLI;
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String chipName(Path chip) throws IOException {
        Path device = chip.resolve("device");
        if (Files.exists(device)) {
            Path real = device.toRealPath();
            String bus = real.getParent() == null || real.getParent().getFileName() == null
                    ? ""
                    : Texts.clean(real.getParent().getFileName().toString());
            String name = Texts.clean(real.getFileName().toString());
            if (!name.isEmpty()) {
                return bus.isEmpty() ? name : bus + "_" + name;
            }
        }
        Path name = chip.resolve("name");
        return Texts.clean(
                Files.isReadable(name)
                        ? Files.readString(name)
                        : chip.getFileName().toString());
    }

    private static List<Path> entries(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
