/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskServices;
import io.atalaia.contracts.discovery.DiscoveryApi.Changed;
import io.atalaia.contracts.discovery.DiscoveryApi.Maintain;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.DiscoveryApi.Services;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.discovery.engine.BrokenRule;
import io.atalaia.discovery.engine.RegistrationRules;
import io.atalaia.discovery.text.Registrar;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Takes registrations, and tells every node of each change. Any thread. */
public final class Registrations implements Registrar {
    /** Each node has a copy of all of them, and reads it anew when one changes. */
    static final int MOST = 10_000;

    private static final int LONGEST_REASON = 256;

    private final ServiceStore store;
    private final Catalog catalog;
    private final Bus bus;
    private final Networks checkable;
    private final Clock clock;
    private final String nodeId;
    private final String host;

    /**
     * @param checkable where health checks may go
     * @param host this node's name, for people
     */
    public Registrations(
            ServiceStore store, Catalog catalog, Bus bus, Networks checkable, Clock clock, String nodeId, String host) {
        this.checkable = checkable;
        this.store = store;
        this.catalog = catalog;
        this.bus = bus;
        this.clock = clock;
        this.nodeId = nodeId;
        this.host = host;
    }

    @Override
    public Future<Registered> register(Register question) {
        if (question.registration() == null) {
            return refused("registration is missing");
        }
        try {
            var complete = RegistrationRules.complete(mine(question.registration()));
            if (!mayBeChecked(complete)) {
                return refused("address may not be checked: health.allowed and health.denied say what may");
            }
            return isFull(complete.id())
                    ? Future.failedFuture(
                            new Fault(Fault.UNAVAILABLE, "there are " + MOST + " registrations, and no more are taken"))
                    : reached(store.put(complete)).map(this::told);
        } catch (BrokenRule e) {
            return refused(e.getMessage());
        }
    }

    /** What is behind a name is judged whenever it is checked. */
    private boolean mayBeChecked(Registration one) {
        return one.checks().stream().allMatch(check -> check.kind() == Check.Kind.TTL)
                || Networks.literal(one.address()).map(checkable::allows).orElse(true);
    }

    /** By this node's copy: several nodes at once may go a little beyond. */
    private boolean isFull(String id) {
        var services = catalog.now().services().values();
        return services.stream().mapToInt(List::size).sum() >= MOST
                && services.stream()
                        .flatMap(Collection::stream)
                        .noneMatch(one -> one.registration().id().equals(id));
    }

    private Registration mine(Registration given) {
        return new Registration(
                given.id(),
                given.name(),
                given.kind(),
                given.address(),
                given.port(),
                given.tags(),
                given.weight(),
                given.meta(),
                given.leaseMillis(),
                given.checks(),
                null,
                nodeId,
                host,
                clock.millis());
    }

    @Override
    public Future<Done> remove(Remove question) {
        return reached(store.remove(String.valueOf(question.id()))).compose(removed -> {
            if (removed.isEmpty()) {
                return unknown(question.id());
            }
            bus.announce(DiscoveryApi.CHANGED, new Changed(removed.get()));
            return Future.succeededFuture(Done.DONE);
        });
    }

    public Future<Registered> maintain(Maintain question) {
        String reason = question.reason();
        if (reason != null && (reason.isBlank() || reason.length() > LONGEST_REASON)) {
            return refused("reason must be 1 to " + LONGEST_REASON + " signs");
        }
        return reached(store.maintain(String.valueOf(question.id()), reason))
                .compose(changed ->
                        changed.isEmpty() ? unknown(question.id()) : Future.succeededFuture(told(changed.get())));
    }

    /** From this node's copy. */
    public Future<Services> services(AskServices question) {
        var now = catalog.now();
        String name = question.name() == null ? "" : question.name();
        var standings = name.isEmpty()
                ? now.services().values().stream().flatMap(Collection::stream).toList()
                : now.instances(name);
        return Future.succeededFuture(
                new Services(standings.stream().map(Standing::registration).toList(), now.index(), now.stale()));
    }

    private Registered told(ServiceStore.Changed changed) {
        bus.announce(DiscoveryApi.CHANGED, new Changed(changed.index()));
        return new Registered(changed.registration(), changed.index());
    }

    private static <T> Future<T> refused(String why) {
        return Future.failedFuture(new Fault(Fault.BAD_REQUEST, why));
    }

    /** The truth is elsewhere; what fails there is nobody's mistake. */
    static <T> Future<T> reached(Future<T> answer) {
        return answer.recover(cause -> Future.failedFuture(
                new Fault(Fault.UNAVAILABLE, "the registry cannot be written now: " + cause.getMessage())));
    }

    static <T> Future<T> unknown(String id) {
        return Future.failedFuture(new Fault(Fault.NOT_FOUND, "there is no registration " + id));
    }
}
