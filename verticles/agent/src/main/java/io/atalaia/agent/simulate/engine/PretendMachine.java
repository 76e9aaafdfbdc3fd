/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.platform.engine.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A machine that does not exist, with figures that look as if it did. The same seed, number and moments give the same
 * figures. Used by one thread at a time.
 */
public final class PretendMachine {
    private static final String[] SITES = {"lisbon", "porto", "faro", "braga"};
    /** One machine in so many leaks memory, another one has a disk that fills up and is about to fail. */
    private static final int TROUBLED = 50;

    private final MachineFacts facts;
    private final Schema schema;
    private final List<Family> families;
    private final int[] places;
    private final Weather weather;
    private final double[] wide;

    /**
     * @param seed of the whole fleet; with the number it names the machine for good
     * @param schema of all machines with so many series, as {@link #schemaOf} gives it
     * @param start when its agent starts, in epoch milliseconds; names the boot, hence sequence numbers of another start
     *     are never taken for these
     */
    public PretendMachine(long seed, int number, Schema schema, long everyMillis, long start) {
        var dice = new Dice(Hash.of(seed + "/" + number));
        weather = new Weather(dice, number % TROUBLED == 7, number % TROUBLED == 19);
        var hardware = new Hardware(dice, schema.series().size(), start / 1000);
        this.schema = schema;
        families = hardware.families();
        places = hardware.places();
        wide = new double[hardware.series()];
        facts = facts(seed, number, everyMillis, start, hardware);
    }

    /** Machines with equally many series have the same ones; a fleet of them needs the hash only once. */
    public static Schema schemaOf(int series) {
        List<Series> all = new ArrayList<>();
        new Hardware(new Dice(0), series, 0).families().forEach(family -> all.addAll(family.series()));
        return Schema.of(all.subList(0, series));
    }

    private static MachineFacts facts(long seed, int number, long everyMillis, long start, Hardware hardware) {
        String name = "sim-%05d".formatted(number);
        return new MachineFacts(
                UUID.nameUUIDFromBytes((seed + "/" + number).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                name,
                List.of("10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255)),
                "Debian GNU/Linux 12 (bookworm)",
                "6.1.0-31-amd64",
                "x86_64",
                "Pretend CPU",
                hardware.cores(),
                hardware.memoryBytes(),
                start,
                "simulated",
                "%016x%016x".formatted(Hash.of(seed + "/" + number + "@" + start), Hash.of(start + "/" + number)),
                everyMillis,
                Map.of("site", SITES[number % SITES.length], "simulated", "yes"),
                MachineFacts.MACHINE,
                MachineFacts.HOST);
    }

    public MachineFacts facts() {
        return facts;
    }

    public Schema schema() {
        return schema;
    }

    /** The figures at an instant after the last one; one for each series. The array is used again for the next instant. */
    public double[] at(long time) {
        weather.move(time);
        for (int i = 0; i < places.length; i++) {
            families.get(i).step(weather, wide, places[i]);
        }
        return wide;
    }
}
