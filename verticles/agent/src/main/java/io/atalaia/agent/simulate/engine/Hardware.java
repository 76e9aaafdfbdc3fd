/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import java.util.ArrayList;
import java.util.List;

/** What a machine is made of, so that it has as many series as are wanted: the more, the more cores, disks and volumes. */
final class Hardware {
    private static final int SERIES_OF_A_CORE = 8;
    /** What every machine has but its cores. */
    private static final int COMMON = 66;

    private final List<Family> families = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Memory memory;
    private final int cores;
    private int series;

    Hardware(Dice dice, int wanted, long bootSeconds) {
        // Three quarters of what is left go to cores: eight of them in a machine of 150 series.
        cores = Math.max(1, (wanted - COMMON) * 10 / 13 / SERIES_OF_A_CORE);
        memory = new Memory(dice);
        add(new Processors(dice, cores));
        add(memory);
        add(new Kernel(dice, cores, bootSeconds));
        add(new Loads(cores));
        add(new Volume(dice, "/dev/sda1", "/"));
        add(new Disk(dice, "sda", 1));
        add(new Card(dice, "eth0", 1));
        add(new Card(dice, "lo", 0.002));
        add(new Pressure(dice));
        add(new Itself());
        for (int more = 1; series < wanted; more++) {
            add(new Sensor(2 * more - 1));
            add(new Sensor(2 * more));
            add(new Disk(dice, "sd" + (char) ('a' + more % 26) + more / 26, 0.2));
            add(new Volume(dice, "/dev/vg/data" + more, "/srv/data" + more));
            add(new Volume(dice, "/dev/vg/log" + more, "/srv/log" + more));
        }
    }

    private void add(Family family) {
        families.add(family);
        places.add(series);
        series += family.series().size();
    }

    List<Family> families() {
        return families;
    }

    /** Where the series of each family begin. */
    int[] places() {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Of all families: as many as wanted, or a few more. */
    int series() {
        return series;
    }

    int cores() {
        return cores;
    }

    long memoryBytes() {
        return memory.total();
    }
}
