/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.discovery.text.Registrar;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A registry of one process, without a truth elsewhere. What is registered passes at once. */
public final class MemoryRegistry implements Catalog, Registrar {
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final Map<String, String> nodes = new TreeMap<>();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot now = Snapshot.NOTHING;

    public static Registration registration(
            String id, String name, ServiceKind kind, String address, int port, String... tags) {
        return new Registration(
                id, name, kind, address, port, List.of(tags), 1, Map.of(), 0, List.of(), null, "a", "host-of-a", 0);
    }

    /** Registers an HTTP service that passes. */
    @CanIgnoreReturnValue
    public MemoryRegistry with(String id, String name, String address, int port, String... tags) {
        return with(registration(id, name, ServiceKind.HTTP, address, port, tags), Health.PASSING);
    }

    @CanIgnoreReturnValue
    public synchronized MemoryRegistry with(Registration registration, Health health) {
        standings.put(registration.id(), new Standing(registration, health, ""));
        changed();
        return this;
    }

    @CanIgnoreReturnValue
    public synchronized MemoryRegistry withNode(String name, String address) {
        nodes.put(name, address);
        changed();
        return this;
    }

    public synchronized List<Registration> registrations() {
        return standings.values().stream().map(Standing::registration).toList();
    }

    private void changed() {
        Map<String, List<Standing>> services = new TreeMap<>();
        standings.values().forEach(one -> services.computeIfAbsent(
                        one.registration().name(), any -> new ArrayList<>())
                .add(one));
        now = new Snapshot(now.index() + 1, false, services, nodes);
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public Snapshot now() {
        return now;
    }

    @Override
    public Watching watch(Consumer<Snapshot> listener) {
        listeners.add(listener);
        listener.accept(now);
        return () -> listeners.remove(listener);
    }

    @Override
    public Future<Registered> register(Register register) {
        with(register.registration(), Health.PASSING);
        return Future.succeededFuture(new Registered(register.registration(), now.index()));
    }

    @Override
    public synchronized Future<Done> remove(Remove remove) {
        if (standings.remove(remove.id()) == null) {
            return Future.failedFuture(new Fault(Fault.NOT_FOUND, "there is no registration " + remove.id()));
        }
        changed();
        return Future.succeededFuture(Done.DONE);
    }
}
