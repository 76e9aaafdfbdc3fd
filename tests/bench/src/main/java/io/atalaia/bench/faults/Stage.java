/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.bench.faults.hubs.Hubs;
import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Caller;
import io.atalaia.bench.faults.load.Journal;
import io.atalaia.bench.faults.load.Probes;
import io.atalaia.bench.faults.net.Host;
import io.atalaia.bench.faults.net.Network;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Where faults happen: hosts, the processes on them, and those who ask them all the time. */
public final class Stage implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final double NANOS = 1e9;

    private final Path folder;
    private final double seconds;
    private final Network network;
    private final Hubs hubs;
    private final Caller caller = new Caller();
    private final Journal journal = new Journal(caller);
    private final List<AutoCloseable> kept = new CopyOnWriteArrayList<>();
    private final LedgerLook ledgers;
    private final Thread hook = new Thread(this::release, "stage-removal");
    private final long begin = System.currentTimeMillis();
    private final long beginNanos = System.nanoTime();
    private final Probes probes;

    /**
     * @param folder for everything; emptied by whoever made it
     * @param seconds how long a fault lasts
     */
    public Stage(Path folder, double seconds) {
        this.folder = folder;
        this.seconds = seconds;
        Runtime.getRuntime().addShutdownHook(hook);
        network = Network.of(Hubs.hosts());
        hubs = new Hubs(folder, network);
        ledgers = new LedgerLook(hubs.agents());
        try {
            hubs.start();
            probes = Probes.everywhere(
                    caller, bases(), journal, hubs.agents().get(0).machine());
        } catch (RuntimeException | AssertionError e) {
            release();
            boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    double seconds() {
        return seconds;
    }

    /** Epoch milliseconds. */
    long begin() {
        return begin;
    }

    /** On the monotonic clock. */
    long beginNanos() {
        return beginNanos;
    }

    /** More clients, until they are closed. */
    Probes load() {
        return Probes.load(
                caller, bases().values(), journal, hubs.agents().get(0).machine());
    }

    Network network() {
        return network;
    }

    Hubs hubs() {
        return hubs;
    }

    Host host(String name) {
        return network.host(name);
    }

    /** How the hubs say that the cluster stands. */
    View view() {
        return new View(this);
    }

    /** The service that runs on each hub's host. */
    Fronts fronts() {
        return new Fronts(this);
    }

    Journal journal() {
        return journal;
    }

    Probes probes() {
        return probes;
    }

    /** The gateways' addresses by the hubs' names. */
    Map<String, String> bases() {
        var bases = new LinkedHashMap<String, String>();
        hubs.all().forEach(hub -> bases.put(hub.name(), base(hub)));
        return bases;
    }

    String base(Running hub) {
        return "http://" + hub.host().address() + ":" + Hubs.GATEWAY;
    }

    /** An answer with status 200, if there is one. */
    Optional<JsonNode> get(Running hub, String path) {
        try {
            return Optional.ofNullable(caller.body(
                    caller.call(base(hub), path, HttpRequest.newBuilder()).join()));
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }

    /** The status of an answer; 0 when there is none. */
    int send(Running hub, String path, HttpRequest.Builder request) {
        try {
            return caller.call(base(hub), path, request).join().statusCode();
        } catch (CompletionException e) {
            return 0;
        }
    }

    List<Running> others(String name) {
        return hubs.all().stream().filter(hub -> !hub.name().equals(name)).toList();
    }

    /** Whether every other hub answers that no role of this one serves any more, nor any service that was registered there. */
    boolean isGone(String name) {
        return fronts().isOut(name)
                && others(name).stream().allMatch(other -> get(other, "/api/v1/services")
                        .map(answer -> !serves(answer.path("items"), name))
                        .orElse(false));
    }

    /** Whether a hub tells that it carries a role. */
    boolean serves(Running hub, String role) {
        return get(hub, "/api/v1/services")
                .map(answer -> {
                    for (JsonNode item : answer.path("items")) {
                        if (item.path("service").asText().equals(role)
                                && item.path("host").asText().equals(hub.name())) {
                            return true;
                        }
                    }
                    return false;
                })
                .orElse(false);
    }

    private static boolean serves(JsonNode items, String name) {
        for (JsonNode item : items) {
            if (item.path("host").asText().equals(name)
                    && !item.path("health").asText().equals("failing")) {
                return true;
            }
        }
        return false;
    }

    /** Seconds from a moment of the monotonic clock until something was so; infinite when it was not within the limit. */
    static double until(long from, double limitSeconds, BooleanSupplier condition) {
        Duration rest = Duration.ofNanos((long) (limitSeconds * NANOS) - (System.nanoTime() - from));
        if (rest.compareTo(OFTEN) < 0) {
            return condition.getAsBoolean() ? since(from) : Double.POSITIVE_INFINITY;
        }
        try {
            Awaitility.await().pollInterval(OFTEN).pollDelay(LOOK).atMost(rest).until(condition::getAsBoolean);
            return since(from);
        } catch (ConditionTimeoutException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** The same meanwhile, on a thread of its own: what is measured first must not hold up what is measured next. */
    static CompletableFuture<Double> meanwhile(long from, double limitSeconds, BooleanSupplier condition) {
        return CompletableFuture.supplyAsync(() -> until(from, limitSeconds, condition));
    }

    static double since(long from) {
        return (System.nanoTime() - from) / NANOS;
    }

    /** Lets time go by until so many seconds after a moment. */
    static void pass(long from, double seconds) {
        Awaitility.await()
                .pollInterval(LOOK)
                .pollDelay(LOOK)
                .atMost(Duration.ofSeconds((long) seconds + 60))
                .until(() -> since(from) >= seconds);
    }

    /** Closes it with the stage, if nobody did before. */
    <T extends AutoCloseable> T keep(T what) {
        kept.add(what);
        return what;
    }

    private void release() {
        kept.forEach(Stage::close);
        ledgers.close();
        hubs.close();
        network.close();
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        probes.close();
        release();
        boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
    }
}
