/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.contracts.node.NodeState.BreakerState;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of a process: one for each remote instance of a role that is asked at an address of its own, and those
 * that were opened by name for services that any of several instances may answer. Safe from any thread.
 */
public final class Breakers {
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
    /** Nodes come under new names after each restart; breakers of those that are gone are dropped. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, Breaker> all = new ConcurrentHashMap<>();
    private volatile MeterRegistry meters;
    private volatile String self = "";
    private final List<Supplier<List<BreakerState>>> others = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<String, Throwable> observer = (instance, cause) -> {};

    Breakers(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Shows those made from now on among a process's metrics. */
    public void measureIn(MeterRegistry registry) {
        meters = registry;
    }

    /**
     * Tells of each question that was asked how it ended.
     *
     * @param by gets the name of the instance's breaker, and why it failed, null when it was answered; on any thread
     */
    public void observed(BiConsumer<String, Throwable> by) {
        observer = by;
    }

    /** What this node asks of itself needs no breaker. */
    void self(String nodeId) {
        self = nodeId;
    }

    /** In the order of their names. */
    public List<Breaker> all() {
        return all.values().stream().sorted(Comparator.comparing(Breaker::name)).toList();
    }

    /** Those of others, shown beside these; ends what was begun. Safe to call twice. */
    @FunctionalInterface
    public interface Beside {
        void end();
    }

    /** Shows what stands before instances that are not reached over the bus. @param told from any thread; must be quick */
    public Beside beside(Supplier<List<BreakerState>> told) {
        others.add(told);
        return () -> others.remove(told);
    }

    /** Those that are not of the bus. */
    public List<BreakerState> others() {
        return others.stream().flatMap(told -> told.get().stream()).toList();
    }

    /**
     * Opens a breaker under a name that no other has; end it with {@link #close}.
     *
     * @param meaning what it means when nobody answers, for the log
     */
    public Breaker open(String name, String meaning) {
        var breaker = new Breaker(
                vertx,
                clock,
                name,
                () -> LOG.atWarn().addKeyValue("breaker", name).log("no answer: " + meaning),
                () -> LOG.atInfo().addKeyValue("breaker", name).log("answers again"));
        if (all.putIfAbsent(name, breaker) != null) {
            throw new IllegalStateException("there is a breaker " + name + " already");
        }
        show(breaker);
        return breaker;
    }

    public void close(Breaker breaker) {
        if (all.remove(breaker.name(), breaker)) {
            breaker.close();
        }
    }

    /** Asks through the breaker of the instance whose address it is; without one when the address is nobody's own. */
    <A> Future<A> through(String address, Supplier<Future<A>> asked) {
        int at = address.indexOf('@');
        if (at < 0 || address.substring(at + 1).equals(self)) {
            return asked.get();
        }
        var breaker = all.computeIfAbsent(instance(address, at), this::made);
        return breaker.through(asked).onComplete(answer -> {
            if (Fault.reach(answer.cause()) == Fault.Reach.ASKED) {
                observer.accept(breaker.name(), answer.cause());
            }
        });
    }

    /** Of {@code atalaia.gateway.v1.newest@node} the part that is the same for all that the instance serves. */
    private static String instance(String address, int at) {
        int thing = address.lastIndexOf('.', at);
        return (thing < 0 ? address.substring(0, at) : address.substring(0, thing)) + address.substring(at);
    }

    /** The id of the node whose instance a breaker stands before; empty when it is a service of several. */
    public static String nodeOf(Breaker breaker) {
        int at = breaker.name().indexOf('@');
        return at < 0 ? "" : breaker.name().substring(at + 1);
    }

    /** That a node is silent is told by the ring. */
    private Breaker made(String name) {
        var breaker = new Breaker(
                vertx,
                clock,
                name,
                () -> LOG.atInfo().addKeyValue("breaker", name).log("does not answer, and is asked once a second"),
                () -> LOG.atInfo().addKeyValue("breaker", name).log("answers again"));
        show(breaker);
        return breaker;
    }

    private void show(Breaker breaker) {
        if (meters != null) {
            breaker.measureIn(meters);
        }
    }

    /** Drops those of instances that nobody asked for long. */
    public void tidy() {
        all.values().stream()
                .filter(breaker -> !nodeOf(breaker).isEmpty() && clock.nanos() - breaker.usedAt() > IDLE_NANOS)
                .toList()
                .forEach(this::close);
    }
}
