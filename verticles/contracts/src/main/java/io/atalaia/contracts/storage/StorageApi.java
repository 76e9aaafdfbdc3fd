/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.storage;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.ProcessRow;
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

    /** Keeps events; the answer comes after the write. */
    public static final Route<Events, Done> NOTE = new Route<>("atalaia.storage.v1.note", Events.class, Done.class);

    /** Events of the past. */
    public static final Route<AskEvents, Events> EVENTS =
            new Route<>("atalaia.storage.v1.events", AskEvents.class, Events.class);

    /** What the processes of a machine were doing around an instant. Fault 404: unknown machine. */
    public static final Route<AskProcesses, ProcessLooks> PROCESSES =
            new Route<>("atalaia.storage.v1.processes", AskProcesses.class, ProcessLooks.class);

    /** The machines with the highest figures over a time. Fault 404: no such headline metric. */
    public static final Route<AskTop, Top> TOP = new Route<>("atalaia.storage.v1.top", AskTop.class, Top.class);

    /** What is kept, for how long, and how large it is and will be. */
    public static final Route<AskStored, Stored> STORED =
            new Route<>("atalaia.storage.v1.stored", AskStored.class, Stored.class);

    /** The blocks of a machine that were put aside because of their time. */
    public static final Route<AskQuarantine, Quarantine> QUARANTINE =
            new Route<>("atalaia.storage.v1.quarantine", AskQuarantine.class, Quarantine.class);

    private StorageApi() {}

    public record AskQuarantine(String machine) {}

    /**
     * A block that was put aside.
     *
     * @param from the first of its samples by the agent's clock, in epoch milliseconds
     * @param received when it came, by storage's clock
     */
    public record PutAside(String boot, long seq, long from, long to, int bytes, long received) {}

    /**
     * @param blocks in the order in which they came
     * @param dropped how many were removed before their time because there were too many
     */
    public record Quarantine(List<PutAside> blocks, long dropped) {
        public Quarantine {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * @param machine empty means every machine
     * @param kind empty means every kind
     * @param from inclusive, epoch milliseconds
     * @param to exclusive
     * @param limit the newest so many, 1 to {@link Events#MOST}
     */
    public record AskEvents(String machine, String kind, long from, long to, int limit) {}

    /** @param at epoch milliseconds; the looks nearest to it are answered */
    public record AskProcesses(String machine, long at) {}

    /** @param rows the processes that were busiest at that time, with totals since each started */
    public record ProcessLook(long time, List<ProcessRow> rows) {}

    /**
     * @param looks the two looks nearest before the instant, then the nearest after it, in the order of time; fewer, or none, where
     *     there are none within ten minutes of it. Rates come from the difference of two
     */
    public record ProcessLooks(List<ProcessLook> looks) {}

    /** By what the machines of a fleet are ranked. */
    public enum By {
        AVERAGE,
        MAXIMUM
    }

    /**
     * @param metric a figure of {@link io.atalaia.contracts.machine.Headline} by its name there, for instance {@code cpu}
     * @param from inclusive, epoch milliseconds
     * @param to exclusive
     * @param limit 1 to 100
     * @param heirs ids of machines that went on under another id, with that one, under which they are ranked as one
     */
    public record AskTop(String metric, long from, long to, By by, int limit, Map<String, String> heirs) {
        public AskTop {
            // Nodes of an earlier version do not say it.
            heirs = heirs == null ? Map.of() : Map.copyOf(heirs);
        }

        public AskTop(String metric, long from, long to, By by, int limit) {
            this(metric, from, to, by, limit, Map.of());
        }
    }

    public record TopRow(String machine, double average, double maximum) {}

    /** @param until exclusive: newer figures are not in the ranking */
    public record Top(List<TopRow> rows, long from, long until) {}

    public record AskStored() {}

    /**
     * @param tier raw, 1m, 5m, 1h, processes or events
     * @param keptMillis how long it is kept
     * @param expectedBytes what it will take when that long has passed with the machines and series of today; -1 when not known yet
     */
    public record StoredTier(String tier, long keptMillis, long expectedBytes) {}

    /**
     * @param version of the layout of the data
     * @param bytes what the database takes now; -1 when it does not tell
     * @param freeBytes what its disk has left; -1 when not known
     * @param refusing whether blocks are refused until there is room
     */
    public record Stored(int version, long bytes, long freeBytes, boolean refusing, List<StoredTier> tiers) {}

    public record Introduction(MachineFacts facts, Schema schema) {}

    public record AskMachines() {}

    /**
     * @param lastBlock the end of the newest block, in epoch milliseconds; 0 when there is none
     * @param clockOffset how far the machine's clock was ahead of ours when it was last found to be far off, in milliseconds;
     *     negative when it was behind; 0 when it is near
     * @param conflict whether two agents sent blocks under this one id lately
     * @param quarantined how many of its blocks are put aside because of their time
     */
    public record KnownMachine(
            MachineFacts facts, long firstSeen, long lastBlock, long clockOffset, boolean conflict, int quarantined) {
        public KnownMachine(MachineFacts facts, long firstSeen, long lastBlock) {
            this(facts, firstSeen, lastBlock, 0, false, 0);
        }
    }

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
