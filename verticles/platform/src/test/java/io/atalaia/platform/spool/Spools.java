/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tests of the spool put into it. */
final class Spools {
    static final String MACHINE = "6b1d3a0e-7f5e-4a55-9d4e-2a3c8f8f1a11";
    static final String BOOT = "0123456789abcdef0123456789abcdef";
    /** The start of a UTC minute. */
    static final long MINUTE = 1_795_252_380_000L;

    static final Schema ONE = schema("node_load1");
    static final Schema TWO = schema("node_load1", "node_load5");
    static final SpoolConfig LARGE =
            new SpoolConfig(new ByteSize(64L << 20), Duration.ofHours(48), Duration.ofSeconds(5));

    /** Epoch milliseconds; both clocks follow it. */
    static final AtomicLong NOW = new AtomicLong(MINUTE);

    static final Clock CLOCK = new Clock(() -> Instant.ofEpochMilli(NOW.get()), () -> NOW.get() * 1_000_000);

    private Spools() {}

    static Schema schema(String... names) {
        return Schema.of(Stream.of(names).map(Series::gauge).toList());
    }

    static Schema wide(int series) {
        return schema(IntStream.range(0, series).mapToObj(i -> "figure_" + i).toArray(String[]::new));
    }

    static Sample sample(long time, Schema schema) {
        return sample(MACHINE, time, schema);
    }

    static Sample sample(String machine, long time, Schema schema) {
        double[] values = IntStream.range(0, schema.series().size())
                .mapToDouble(i -> time % 100_000 / 1000.0 + i)
                .toArray();
        var rows = time % 5000 == 0 ? List.of(new ProcessRow(1, 2, "java", "root", 0.5, 3, 4L, null)) : null;
        return new Sample(machine, BOOT, time, schema.hash(), values, rows);
    }

    static MachineFacts facts(String machine) {
        return new MachineFacts(
                machine, "tower", List.of(), "Linux", "6.1", "x86_64", "", 2, 1, 0, "0.1.0", BOOT, 1000, Map.of(), "",
                "");
    }

    static Spool open(Path directory) {
        return open(directory, LARGE, new Heard());
    }

    static Spool open(Path directory, SpoolConfig config, SpoolWatch watch) {
        try {
            return Spool.open(directory, config, Gathering::strict, CLOCK, watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of all blocks that wait, in their order. */
    static List<Stamp> stamps(Spool spool) {
        List<Stamp> stamps = new ArrayList<>();
        for (Entry entry : spool.waiting()) {
            var block = spool.read(entry).orElseThrow().block();
            for (long time : io.atalaia.platform.engine.block.BlockCodec.decode(block.payload())
                    .times()) {
                stamps.add(new Stamp(block.machine(), block.boot(), time));
            }
        }
        return stamps;
    }

    static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (String name : names(from)) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers what the spool said. */
    static final class Heard implements SpoolWatch {
        final List<String> said = new ArrayList<>();

        @Override
        public void dropped(int samples, String reason) {
            said.add(samples + " " + reason);
        }

        @Override
        public void diskFailed(IOException cause) {
            said.add("fails");
        }

        @Override
        public void diskWorks() {
            said.add("works");
        }

        @Override
        public void damaged(String file, String what) {
            said.add("damaged");
        }
    }
}
