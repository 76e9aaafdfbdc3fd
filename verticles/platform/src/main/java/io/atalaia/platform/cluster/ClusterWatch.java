/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.AskState;
import io.atalaia.contracts.node.NodeApi.Ring;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the others: once a second it reads who is counted in, asks everybody over the bus, and reads whose leases live. What it
 * keeps belongs to a Vert.x context of its own.
 */
public final class ClusterWatch implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long ROUND_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final Context context;
    private final Bus bus;
    private final ClusterStore store;
    private final Members members;
    private final BooleanSupplier leased;
    private final Clock clock;
    private final Peer self;
    private final Sightings sightings;
    private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> reunions = new CopyOnWriteArrayList<>();
    private final AnswersHere here;
    private Future<?> reading = Future.succeededFuture();
    private long rounds;
    private long looks;
    private boolean closed;
    private volatile View view;
    private volatile int silent;
    private volatile int seen = 1;

    /** This node's own account of itself, which needs no way over the bus. */
    @FunctionalInterface
    public interface AnswersHere {
        NodeState state(View view);
    }

    /**
     * @param leased whether this node's own lease is held
     * @param expected how many nodes there should be; 0 means the most ever seen
     */
    public ClusterWatch(
            Vertx vertx,
            Bus bus,
            Members members,
            ClusterStore store,
            BooleanSupplier leased,
            AnswersHere here,
            Clock clock,
            int expected) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.bus = bus;
        this.members = members;
        this.store = store;
        this.leased = leased;
        this.here = here;
        this.clock = clock;
        self = members.self();
        sightings = new Sightings(self, members.clustered(), expected);
        view = sightings.view();
    }

    /** Runs whenever nodes came, or came back, so that what was missed meanwhile is told and read anew; on any thread. */
    public void onReunion(Runnable listener) {
        reunions.add(listener);
    }

    /** Succeeds once the first round has ended. */
    public Future<Void> open() {
        Promise<Void> first = Promise.promise();
        members.onMerge(() -> context.runOnContext(merged -> reunited("two parts of the cluster became one again")));
        context.runOnContext(go -> {
            rounds = vertx.setPeriodic(ROUND_MILLIS, tick -> round());
            looks = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
            Future.join(count(), read()).onComplete(done -> {
                look();
                first.tryComplete();
            });
        });
        return first.future();
    }

    public Future<Void> close() {
        context.runOnContext(go -> {
            closed = true;
            vertx.cancelTimer(rounds);
            vertx.cancelTimer(looks);
        });
        return Future.succeededFuture();
    }

    @Override
    public View now() {
        return view;
    }

    @Override
    public Watching watch(Consumer<View> listener) {
        listeners.add(listener);
        listener.accept(view);
        return () -> listeners.remove(listener);
    }

    public void measureIn(MeterRegistry meters) {
        Gauge.builder("atalaia_cluster_expected", this, watch -> watch.view.expected())
                .description("How many nodes the cluster should have")
                .register(meters);
        Gauge.builder("atalaia_cluster_seen", this, watch -> watch.seen)
                .description("How many nodes answer this one over the bus, itself included")
                .register(meters);
        Gauge.builder("atalaia_cluster_silent", this, watch -> watch.silent)
                .description("How many known nodes have not answered this one over the bus for three seconds")
                .register(meters);
        Gauge.builder("atalaia_cluster_degraded", this, watch -> watch.view.degraded() ? 1 : 0)
                .description("1 while what only one node may do rests on this one")
                .register(meters);
    }

    private void round() {
        count().onComplete(counted -> ring());
        if (reading.isComplete()) {
            reading = read();
        }
    }

    private Future<Void> count() {
        return members.list()
                .map(all -> {
                    if (sightings.members(all, clock.nanos())) {
                        reunited("nodes came");
                    }
                    return (Void) null;
                })
                .onFailure(cause -> LOG.atDebug().setCause(cause).log("the members could not be counted"));
    }

    private void reunited(String how) {
        LOG.atDebug().addKeyValue("how", how).log("announcing and reading everything anew");
        reunions.forEach(Runnable::run);
    }

    private void ring() {
        var question = new Ring(self.id());
        sightings.peers().forEach(peer -> bus.ask(NodeApi.RING.at(peer), question, PATIENCE)
                .onSuccess(rung -> sightings.answered(peer, rung.serves(), clock.nanos()))
                .onFailure(cause -> LOG.atTrace().addKeyValue("node", peer).log("no answer")));
    }

    private Future<?> read() {
        long sent = clock.nanos();
        return store.read()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> sightings.couldNotRead())
                .compose(reading -> {
                    sightings.read(reading, sent, clock.nanos());
                    return reading.most() < sightings.most() && members.clustered()
                            ? store.note(sightings.most())
                            : Future.succeededFuture();
                })
                .onFailure(cause -> LOG.atTrace()
                        .addKeyValue("cause", cause.toString())
                        .log("what the nodes know together could not be read"));
    }

    private void look() {
        if (closed) {
            return;
        }
        var news = sightings.look(leased.getAsBoolean(), clock.nanos());
        news.fell().forEach(this::fell);
        news.back().forEach(peer -> LOG.atInfo()
                .addKeyValue("node", sightings.peer(peer).name())
                .addKeyValue("id", peer)
                .log("a node answers again"));
        bus.servers().elsewhere(sightings.serving());
        silent = sightings.silent();
        seen = sightings.seen();
        var next = sightings.view();
        if (!next.equals(view)) {
            noteFooting(view, next);
            view = next;
            listeners.forEach(listener -> listener.accept(next));
        }
    }

    /** Who left by itself is no reason to warn. */
    private void fell(String peer) {
        var log = sightings.member(peer) ? LOG.atWarn() : LOG.atInfo();
        log.addKeyValue("node", sightings.peer(peer).name())
                .addKeyValue("id", peer)
                .addKeyValue("member", sightings.member(peer))
                .log("a node has not answered on the bus for " + Sightings.SILENT_AFTER.toSeconds() + " s");
    }

    private static void noteFooting(View before, View now) {
        if (now.degraded() && !before.degraded()) {
            LOG.atWarn()
                    .addKeyValue("why", now.why())
                    .log("degraded: what only one node may do rests here, and answers are marked stale");
        } else if (before.degraded() && !now.degraded()) {
            LOG.atInfo().log("no longer degraded");
        }
    }

    @Override
    public Future<Roll> everyone() {
        var at = view;
        var rollcall = new Rollcall(at);
        return Future.join(at.sees().stream()
                        .map(one -> state(at, one).onSuccess(rollcall::answered).recover(cause -> rollcall.silent(one)))
                        .toList())
                .transform(all -> Future.succeededFuture(rollcall.roll()));
    }

    /** Who is known to be silent is not waited for. */
    private Future<NodeState> state(View at, Seen one) {
        if (one.id().equals(self.id())) {
            return Future.succeededFuture(here.state(at));
        }
        return one.answers()
                ? bus.ask(NodeApi.STATE.at(one.id()), new AskState(), PATIENCE)
                : Future.failedFuture("silent");
    }

    /** Gathers the answers of one round. */
    private static final class Rollcall {
        private final View view;
        private final List<NodeState> nodes = new CopyOnWriteArrayList<>();
        private final List<Silent> silent = new CopyOnWriteArrayList<>();

        Rollcall(View view) {
            this.view = view;
        }

        void answered(NodeState state) {
            nodes.add(state);
        }

        Future<NodeState> silent(Seen one) {
            silent.add(new Silent(one.id(), one.name(), why(one)));
            return Future.failedFuture("silent");
        }

        private static String why(Seen one) {
            if (one.member()) {
                return "it is counted in, but does not answer on the bus";
            }
            return Boolean.TRUE.equals(one.leased())
                    ? "it is not in this node's cluster, though its lease in the database lives"
                    : "it left, or died";
        }

        Roll roll() {
            return new Roll(
                    view,
                    nodes.stream()
                            .sorted(Comparator.comparing(NodeState::name).thenComparing(NodeState::id))
                            .toList(),
                    silent.stream()
                            .sorted(Comparator.comparing(Silent::name).thenComparing(Silent::id))
                            .toList());
        }
    }
}
