/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.Texts;
import java.io.IOException;
import java.nio.file.Path;

/** What a chip of sensors is called, as node_exporter's hwmon collector does: hwmon's numbers change from start to start. */
final class ChipName {
    private ChipName() {}

    /** By the device that it belongs to and the bus of that: {@code platform_coretemp_0}. */
    static String of(Path chip) {
        String byDevice = byDevice(chip.resolve("device"));
        if (!byDevice.isEmpty()) {
            return byDevice;
        }
        String people = people(chip);
        return people.isEmpty() ? Texts.clean(SmallFile.name(chip)) : people;
    }

    /** The driver's name: {@code coretemp}; empty when there is none. */
    static String people(Path chip) {
        return Texts.clean(SmallFile.word(chip.resolve("name")));
    }

    private static String byDevice(Path device) {
        try {
            Path real = device.toRealPath();
            Path bus = real.getParent() == null ? null : real.getParent().getFileName();
            String busName = bus == null ? "" : Texts.clean(bus.toString());
            String name = Texts.clean(SmallFile.name(real));
            return busName.isEmpty() || name.isEmpty() ? name : busName + "_" + name;
        } catch (IOException e) {
            return "";
        }
    }
}
