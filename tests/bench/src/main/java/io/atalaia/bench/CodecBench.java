/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.simulate.engine.Past;
import io.atalaia.agent.simulate.engine.PretendMachine;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import java.util.ArrayList;
import java.util.List;

/** Bytes and time of a value in a minute's block, on simulated machines. */
final class CodecBench {
    private static final int SERIES = 150;
    private static final int MACHINES = 40;
    private static final int ROUNDS = 5;
    private static final long START = 1_760_000_040_000L;

    private CodecBench() {}

    static void main(String[] arguments) {
        measure(1_000, 0.4);
        measure(5_000, 0.8);
        measure(10_000, Double.NaN);
    }

    private static void measure(long every, double bar) {
        Bars.title("codec: %d machines of %d series every %d ms, minute blocks".formatted(MACHINES, SERIES, every));
        var blocks = blocks(every);
        double values = blocks.stream()
                .mapToLong(block -> (long) SERIES * block.samples())
                .sum();
        double bytes =
                blocks.stream().mapToLong(block -> block.payload().length).sum();
        if (Double.isNaN(bar)) {
            Bars.print("a value", bytes / values, "bytes");
        } else {
            Bars.print("a value", bytes / values, "bytes", bar);
        }
        List<Double> decode = new ArrayList<>();
        List<Double> encode = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            var columns = blocks.stream()
                    .map(block -> BlockCodec.decode(block.payload()))
                    .toList();
            long decoded = System.nanoTime();
            long size = columns.stream()
                    .mapToLong(one -> BlockCodec.encode(one).length)
                    .sum();
            encode.add((System.nanoTime() - decoded) / values);
            decode.add((decoded - begin) / values);
            if (size != (long) bytes) {
                throw new IllegalStateException("encoding again gave " + size + " bytes, not " + bytes);
            }
        }
        Bars.print("encoding it, median of " + ROUNDS, Bars.median(encode), "ns");
        Bars.print("decoding it", Bars.median(decode), "ns");
    }

    private static List<Block> blocks(long every) {
        List<Block> blocks = new ArrayList<>();
        for (int number = 0; number < MACHINES; number++) {
            var machine = new PretendMachine(1, number, SERIES, every, START);
            var past = new Past(machine, Pace.of(machine.facts().id(), every), START, START + 1_200_000);
            for (var block = past.block(); block.isPresent(); block = past.block()) {
                blocks.add(block.get());
            }
        }
        return blocks;
    }
}
