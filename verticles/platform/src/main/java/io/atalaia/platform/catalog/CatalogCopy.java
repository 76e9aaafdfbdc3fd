/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.ServiceStore.Stored;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the truth: looks at its index at a steady pace, and soon after somebody said that it moved; reads everything when it
 * did, and from time to time although it did not. What it keeps belongs to a Vert.x context of its own.
 */
public final class CatalogCopy implements Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogCopy.class);
    /** Heals what a writer left that died before it moved the index. */
    private static final long WHOLE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** However fast the truth moves, it is not read more often. */
    private static final long HINTS_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final Bus bus;
    private final ServiceStore store;
    private final Clock clock;
    private final long everyMillis;
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot = Snapshot.NOTHING;
    private volatile Function<String, List<Change>> histories = key -> List.of();

    private Stored known = new Stored(-1, List.of());
    private boolean stale = true;
    private boolean doubted;
    private Map<String, Opinion> opinions = Map.of();
    private Map<String, String> nodes = Map.of();
    private long wholeAt;
    private Future<Void> reading = Future.succeededFuture();
    private boolean hinted;
    private boolean closed;
    private long timer;
    private Bus.Served hints;

    /** @param every how often the index is looked at */
    public CatalogCopy(Vertx vertx, Bus bus, ServiceStore store, Clock clock, Duration every) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.bus = bus;
        this.store = store;
        this.clock = clock;
        this.everyMillis = every.toMillis();
    }

    /** Succeeds once the first reading has ended, whether the store answered or not. */
    public Future<Void> open() {
        Promise<Void> first = Promise.promise();
        return bus.listen(DiscoveryApi.CHANGED, changed -> context.runOnContext(go -> hint(changed.index())))
                .compose(served -> {
                    hints = served;
                    timer = vertx.setPeriodic(everyMillis, tick -> context.runOnContext(go -> followUnlessBusy()));
                    context.runOnContext(go -> followUnlessBusy().onComplete(first));
                    return first.future();
                });
    }

    /** Safe to call also when it was never opened. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        return hints == null ? Future.succeededFuture() : hints.end();
    }

    @Override
    public Snapshot now() {
        return snapshot;
    }

    @Override
    public Watching watch(Consumer<Snapshot> listener) {
        listeners.add(listener);
        listener.accept(snapshot);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Change> history(String key) {
        return histories.apply(key);
    }

    /** Where histories come from. */
    public void histories(Function<String, List<Change>> source) {
        histories = source;
    }

    /** What the cluster agreed on, by the registrations' ids; any thread. */
    public void agreed(Map<String, Opinion> newOpinions) {
        context.runOnContext(go -> {
            opinions = Map.copyOf(newOpinions);
            show();
        });
    }

    /** The addresses of the living nodes by their names; any thread. */
    public void nodes(Map<String, String> newNodes) {
        context.runOnContext(go -> {
            nodes = Map.copyOf(newNodes);
            show();
        });
    }

    /** Marks what is answered as stale as long as this node must doubt what it knows; any thread. */
    public void doubt(boolean now) {
        context.runOnContext(go -> {
            doubted = now;
            show();
        });
    }

    /** Reads everything soon, though no index moved; any thread. */
    public void readAnew() {
        context.runOnContext(go -> {
            wholeAt = clock.nanos() - WHOLE_EVERY_NANOS - 1;
            reading.onComplete(free -> followUnlessBusy());
        });
    }

    private void hint(long index) {
        if (index > known.index() && !hinted && !closed) {
            hinted = true;
            vertx.setTimer(HINTS_MILLIS, soon -> {
                hinted = false;
                reading.onComplete(free -> followUnlessBusy());
            });
        }
    }

    @CanIgnoreReturnValue
    private Future<Void> followUnlessBusy() {
        if (reading.isComplete() && !closed) {
            reading = follow().otherwise(this::failed);
        }
        return reading;
    }

    private Future<Void> follow() {
        if (clock.nanos() - wholeAt > WHOLE_EVERY_NANOS || known.index() < 0) {
            return read();
        }
        return store.index().compose(index -> index == known.index() && !stale ? Future.succeededFuture() : read());
    }

    private Future<Void> read() {
        return store.all().map(this::learned);
    }

    private Void learned(Stored stored) {
        boolean news = stale || !stored.equals(known);
        if (stale && known.index() >= 0) {
            LOG.atInfo().log("registrations of services can be read again");
        }
        known = stored;
        stale = false;
        wholeAt = clock.nanos();
        if (news) {
            show();
        }
        return null;
    }

    private Void failed(Throwable cause) {
        if (!stale) {
            stale = true;
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("registrations of services cannot be read; those last known are answered, marked stale");
            show();
        }
        return null;
    }

    private void show() {
        var services = known.registrations().stream()
                .sorted(Comparator.comparing(Registration::id))
                .map(this::standing)
                .collect(Collectors.groupingBy(
                        standing -> standing.registration().name()));
        snapshot = new Snapshot(Math.max(0, known.index()), stale || doubted, services, nodes);
        listeners.forEach(listener -> listener.accept(snapshot));
    }

    private Standing standing(Registration registration) {
        var opinion = registration.checks().isEmpty()
                ? Opinion.PASSING
                : opinions.getOrDefault(registration.id(), Opinion.UNKNOWN);
        return new Standing(registration, opinion.health(), opinion.detail(), opinion.stale());
    }
}
