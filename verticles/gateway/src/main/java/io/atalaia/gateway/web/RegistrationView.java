/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A registration as an answer has it. */
record RegistrationView(
        String id,
        String name,
        String kind,
        String address,
        int port,
        List<String> tags,
        int weight,
        Map<String, String> meta,
        long leaseMs,
        List<CheckView> checks,
        String maintenance,
        String node,
        String host,
        long since,
        String health,
        String detail,
        boolean healthStale,
        boolean serving) {

    record CheckView(String kind, String target, long everyMs, long timeoutMs) {
        static CheckView of(Check check) {
            return new CheckView(check.kind().word(), check.target(), check.everyMillis(), check.timeoutMillis());
        }
    }

    /** @param index grows with each change of the registry */
    record All(List<RegistrationView> items, long index, boolean stale, String next) {}

    /** @param name of a service; empty for all */
    static All all(Snapshot now, String name) {
        return some(now, name, null, Integer.MAX_VALUE - 1);
    }

    /** @param after the cursor that was given, or null for the first part */
    static All some(Snapshot now, String name, String after, int limit) {
        var standings = name.isEmpty()
                ? now.services().values().stream().flatMap(Collection::stream)
                : now.instances(name).stream();
        var sorted =
                standings.sorted(Comparator.comparing(RegistrationView::key)).toList();
        Page<Standing> page = Page.of(sorted, RegistrationView::key, after, limit);
        return new All(page.items().stream().map(RegistrationView::of).toList(), now.index(), now.stale(), page.next());
    }

    private static String key(Standing standing) {
        return standing.registration().id();
    }

    /** Just registered: what the checks will find nobody knows. */
    static RegistrationView of(Registered registered) {
        var registration = registered.registration();
        return of(new Standing(registration, registration.checks().isEmpty() ? Health.PASSING : Health.UNKNOWN, ""));
    }

    static RegistrationView of(Standing standing) {
        Registration one = standing.registration();
        return new RegistrationView(
                one.id(),
                one.name(),
                one.kind().word(),
                one.address(),
                one.port(),
                one.tags(),
                one.weight(),
                one.meta(),
                one.leaseMillis(),
                one.checks().stream().map(CheckView::of).toList(),
                one.maintenance(),
                one.node(),
                one.host(),
                one.since(),
                standing.health().name().toLowerCase(Locale.ROOT),
                standing.detail(),
                standing.stale(),
                standing.isServing());
    }
}
