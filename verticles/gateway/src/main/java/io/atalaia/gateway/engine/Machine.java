/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A machine whose agent chose this gateway: its head, its figures and its state. Not thread-safe. Liveness is judged by when
 * samples arrive, on the monotonic clock handed in; everything else in the time of the samples.
 */
public final class Machine {
    /** Of a machine that has no head here. */
    public static final Past NO_PAST = new Past(List.of());

    private static final int SILENT_INTERVALS = 3;
    private static final long LEAST_SILENCE_MILLIS = 3_000;
    private static final int MOST_LAYOUTS = 4;
    /** What came longer ago than this says nothing of the present: as long as Prometheus looks back. */
    private static final long PRESENT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Head head = new Head();
    private final Judge judge;
    private final Recent recent = new Recent();
    private final Map<String, Layout> layouts = new LinkedHashMap<>();
    private MachineFacts facts;
    private State state = State.NORMAL;
    private long since;
    private long heardNanos;
    private Step step;
    private final Latest latest = new Latest();
    private Figures figures;
    private Processes.Look looked;
    private Processes processes;

    public Machine(MachineFacts facts, Rules rules, long nowNanos) {
        this.facts = facts;
        this.judge = new Judge(rules);
        this.heardNanos = nowNanos;
    }

    /** Goes on from what another gateway judged last. */
    public void adopt(Headline published) {
        judge.adopt(published.reasons());
        state = judge.state();
        since = published.state() == state ? published.since() : published.time();
    }

    public void greet(MachineFacts newFacts, Schema schema, long nowNanos) {
        facts = newFacts;
        heardNanos = nowNanos;
        if (!layouts.containsKey(schema.hash())) {
            layouts.put(schema.hash(), new Layout(schema));
        }
        if (layouts.size() > MOST_LAYOUTS) {
            layouts.remove(layouts.keySet().iterator().next());
        }
    }

    public boolean knows(String schema) {
        return layouts.containsKey(schema);
    }

    /**
     * Takes samples whose schemas are known; those that came before change nothing.
     *
     * @return how many were news
     */
    @CanIgnoreReturnValue
    public int take(List<Sample> samples, long nowNanos) {
        heardNanos = nowNanos;
        List<Reading> taken = head.add(samples.stream()
                .map(sample -> new Reading(sample, layouts.get(sample.schema())))
                .sorted(Comparator.comparingLong(Reading::time))
                .toList());
        taken.forEach(this::see);
        return taken.size();
    }

    private void see(Reading reading) {
        Reading before = step == null || step.now().time() >= reading.time() ? null : step.now();
        step = new Step(before, reading);
        figures = Figures.of(step);
        latest.see(reading, heardNanos);
        judge.see(reading.time(), facts.everyMillis(), figures);
        recent.add(
                reading.time(),
                figures.cpu(),
                figures.memory(),
                figures.receive(),
                figures.transmit(),
                figures.temperature());
        become(judge.state(), reading.time());
        if (reading.sample().processes() != null) {
            var now = new Processes.Look(reading.time(), reading.sample().processes());
            processes = Processes.of(looked, now);
            looked = now;
        }
    }

    private void become(State next, long time) {
        if (next != state || since == 0) {
            state = next;
            since = time;
        }
    }

    /** Finds out whether the machine has fallen silent; call it about once a second. A guest may be silent as long as it likes. */
    public void watch(long nowNanos) {
        long silence = TimeUnit.NANOSECONDS.toMillis(nowNanos - heardNanos);
        boolean guest = facts.kind().equals(MachineFacts.GUEST);
        if (!guest && silence > Math.max(LEAST_SILENCE_MILLIS, SILENT_INTERVALS * facts.everyMillis())) {
            become(State.OFFLINE, lastSample());
        }
        if (silence > Head.SPAN_MILLIS) {
            head.clear();
        }
    }

    public MachineFacts facts() {
        return facts;
    }

    public boolean offline() {
        return state == State.OFFLINE;
    }

    /** In epoch milliseconds by the agent's clock; 0 before the first. */
    public long lastSample() {
        return step == null ? 0 : step.now().time();
    }

    /** Without figures while it is offline: what is old is not known. */
    public Headline headline() {
        Figures of = figures == null || offline() ? Figures.NONE : figures;
        return new Headline(
                facts.id(),
                lastSample(),
                of.cpu(),
                of.memory(),
                of.swap(),
                of.disk(),
                of.receive(),
                of.transmit(),
                of.diskRead(),
                of.diskWrite(),
                of.temperature(),
                of.load1(),
                of.uptime(),
                state,
                since,
                judge.reasons());
    }

    public Recent recent() {
        return recent;
    }

    /** Every live figure; empty before the first sample. */
    public Optional<Detail> detail() {
        return Optional.ofNullable(step).map(now -> Details.of(now, figures, judge));
    }

    /** The processes that were looked at last. */
    public Optional<Processes> processes() {
        return Optional.ofNullable(processes);
    }

    /** The schema of the newest sample. */
    public Optional<Schema> schema() {
        return Optional.ofNullable(step).map(now -> now.layout().schema);
    }

    /**
     * The newest values, without processes; empty when nothing of them is of the present. A machine has them until it is
     * offline, and each of its samples is whole; a program sends one series at a time, and each counts for five minutes.
     */
    public Optional<Sample> present(long nowNanos) {
        boolean guest = facts.kind().equals(MachineFacts.GUEST);
        if (step == null || nowNanos - heardNanos > PRESENT_NANOS || !guest && offline()) {
            return Optional.empty();
        }
        Sample newest = step.now().sample();
        double[] values = guest ? latest.since(nowNanos - PRESENT_NANOS) : newest.values();
        return Optional.of(new Sample(newest.machine(), newest.boot(), newest.time(), newest.schema(), values, null));
    }

    /** A schema that the agent told of. */
    public Optional<Schema> schema(String hash) {
        return Optional.ofNullable(layouts.get(hash)).map(layout -> layout.schema);
    }

    /** Readings of the last two minutes, for questions about the newest past. */
    public Past past() {
        return new Past(head.all());
    }
}
