/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tests of the agent sample. */
public final class Fixtures {
    public static final String MACHINE = "6b1d3a0e-7f5e-4a55-9d4e-2a3c8f8f1a11";
    public static final String BOOT = "0123456789abcdef0123456789abcdef";
    /** The start of a UTC minute. */
    public static final long MINUTE = 1_795_252_380_000L;

    public static final Schema ONE = schema("node_load1");
    public static final Schema TWO = schema("node_load1", "node_load5");

    private Fixtures() {}

    public static Schema schema(String... names) {
        return Schema.of(Stream.of(names).map(Series::gauge).toList());
    }

    public static Sample sample(long time, Schema schema) {
        double[] values = new double[schema.series().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = time % 1000 + i;
        }
        return new Sample(MACHINE, BOOT, time, schema.hash(), values, null);
    }

    /** A block of so many samples that says when it began. */
    public static Block block(long seq, long from, int samples, Schema schema) {
        long to = from + 1000L * (samples - 1);
        return new Block(MACHINE, BOOT, seq, schema.hash(), from, to, samples, new byte[10]);
    }

    public static MachineFacts facts(String name) {
        return new MachineFacts(
                MACHINE,
                name,
                List.of("10.0.0.1"),
                "Linux",
                "6.1",
                "x86_64",
                "",
                2,
                1,
                0,
                "0.1.0",
                BOOT,
                1000,
                Map.of(),
                MachineFacts.MACHINE,
                MachineFacts.HOST);
    }

    /** A collector that a test turns. */
    public static final class Turned implements Collector {
        public final List<String> names = new ArrayList<>();
        public boolean broken;
        public double value = 1;
        private List<String> before = List.of();

        public Turned(String... names) {
            this.names.addAll(List.of(names));
        }

        @Override
        public String family() {
            return "turned";
        }

        @Override
        public boolean read() throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            boolean changed = !before.equals(names);
            before = List.copyOf(names);
            return changed;
        }

        @Override
        public List<Series> series() {
            return before.stream().map(Series::gauge).toList();
        }

        @Override
        public void fill(double[] values, int from) {
            for (int i = 0; i < before.size(); i++) {
                values[from + i] = value + i;
            }
        }
    }

    /** Remembers what is wrong. */
    public static final class Heard implements Gatherer.Troubles {
        public final List<String> said = new ArrayList<>();

        @Override
        public void failed(String family, Exception cause) {
            said.add(family + " failed");
        }

        @Override
        public void works(String family) {
            said.add(family + " works");
        }

        @Override
        public void tooMany(String family) {
            said.add(family + " too many");
        }
    }
}
