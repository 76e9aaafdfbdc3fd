/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.storage;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;

/** What storage keeps and answers. Every answer to a write follows the write to disk. */
public final class StorageApi {
    /** Keeps a block; the answer comes after the write. A block that comes twice changes nothing. */
    public static final Route<Block, Done> STORE = new Route<>("atalaia.storage.v1.store", Block.class, Done.class);

    /** Keeps a machine's facts and its current schema; asked before the first block that names the schema. */
    public static final Route<Introduction, Done> INTRODUCE =
            new Route<>("atalaia.storage.v1.introduce", Introduction.class, Done.class);

    /** Samples of the past. Faults: 404 unknown machine or metric, 400 what else is wrong with the question. */
    public static final Route<Query, Answer> QUERY = new Route<>("atalaia.storage.v1.query", Query.class, Answer.class);

    /** Every machine that storage has ever been introduced to and has not forgotten. */
    public static final Route<AskMachines, Machines> MACHINES =
            new Route<>("atalaia.storage.v1.machines", AskMachines.class, Machines.class);

    /** The series of a machine's newest schema. Fault 404: unknown machine. */
    public static final Route<AskSeries, MachineSeries> SERIES =
            new Route<>("atalaia.storage.v1.series", AskSeries.class, MachineSeries.class);

    private StorageApi() {}

    public record Introduction(MachineFacts facts, Schema schema) {}

    public record AskMachines() {}

    /** @param lastBlock the end of the newest block, in epoch milliseconds; 0 when there is none */
    public record KnownMachine(MachineFacts facts, long firstSeen, long lastBlock) {}

    public record Machines(List<KnownMachine> machines) {}

    public record AskSeries(String machine) {}

    public record MachineSeries(List<Series> series) {}

    /** How the values of a series are answered. */
    public enum As {
        /** The values as they were sampled. */
        RAW,
        /** The growth per second; counters only. Resets never give a negative rate. */
        RATE
    }

    /**
     * @param metrics one to eight metric names
     * @param labels only series with all these labels
     * @param from inclusive, epoch milliseconds
     * @param to exclusive, epoch milliseconds, after {@code from}
     * @param points how many points at most are wanted of each series, 1 to 5,000
     */
    public record Query(
            String machine, List<String> metrics, Map<String, String> labels, long from, long to, int points, As as) {}

    /**
     * @param tier the resolution that was read: {@code raw} or {@code 1m}
     * @param stepMillis the width of a point's bucket; buckets start at multiples of it
     * @param until exclusive: newer samples may exist that no block has brought yet
     */
    public record Answer(String tier, long stepMillis, long until, List<Points> series, List<Gap> gaps) {}

    /**
     * The points of one series; the arrays have equal length and are shared, not copied.
     *
     * @param count how many stored figures each point stands for, so that points can be merged
     */
    public record Points(
            Series series, long[] t, double[] min, double[] avg, double[] max, double[] last, int[] count) {}

    /** A time without samples: {@code from} and {@code to} are the samples at its edges, or the edges of the question. */
    public record Gap(long from, long to, String reason) {}
}
