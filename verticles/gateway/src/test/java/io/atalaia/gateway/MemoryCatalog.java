/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Maintain;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A registry of one process, which can serve discovery's routes for changes. What is registered passes at once. */
public final class MemoryCatalog implements Catalog {
    private final Map<String, Standing> all = new TreeMap<>();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private long index;

    /** What discovery would do, without its rules. */
    public void serveOn(Bus bus) {
        House.wait(bus.serve(DiscoveryApi.REGISTER, this::register));
        House.wait(bus.serve(DiscoveryApi.REMOVE, this::remove));
        House.wait(bus.serve(DiscoveryApi.MAINTAIN, this::maintain));
    }

    public synchronized void put(Registration registration, Health health) {
        all.put(registration.id(), new Standing(registration, health, ""));
        changed();
    }

    /** How it came to that, told of any instance. */
    public volatile List<Change> changes = List.of();

    @Override
    public List<Change> history(String key) {
        return changes;
    }

    private void changed() {
        index++;
        listeners.forEach(listener -> listener.accept(now()));
    }

    private Future<Registered> register(Register question) {
        if (question.registration().port() == 0) {
            return Future.failedFuture(new Fault(Fault.BAD_REQUEST, "port must be 1 to 65535"));
        }
        put(question.registration(), Health.PASSING);
        return Future.succeededFuture(new Registered(question.registration(), index));
    }

    private synchronized Future<Done> remove(Remove question) {
        if (all.remove(question.id()) == null) {
            return Future.failedFuture(new Fault(Fault.NOT_FOUND, "there is no registration " + question.id()));
        }
        changed();
        return Future.succeededFuture(Done.DONE);
    }

    private synchronized Future<Registered> maintain(Maintain question) {
        var one = all.get(question.id()).registration();
        put(
                new Registration(
                        one.id(),
                        one.name(),
                        one.kind(),
                        one.address(),
                        one.port(),
                        one.tags(),
                        one.weight(),
                        one.meta(),
                        one.leaseMillis(),
                        one.checks(),
                        question.reason(),
                        one.node(),
                        one.host(),
                        one.since()),
                Health.PASSING);
        return Future.succeededFuture(new Registered(all.get(question.id()).registration(), index));
    }

    @Override
    public synchronized Snapshot now() {
        Map<String, List<Standing>> services = all.values().stream()
                .collect(Collectors.groupingBy(one -> one.registration().name()));
        return new Snapshot(index, false, services, Map.of());
    }

    @Override
    public Watching watch(Consumer<Snapshot> listener) {
        listeners.add(listener);
        listener.accept(now());
        return () -> listeners.remove(listener);
    }
}
