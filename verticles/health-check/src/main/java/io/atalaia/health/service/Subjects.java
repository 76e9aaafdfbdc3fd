/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.health.engine.Subject;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.engine.Networks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is to be watched: registrations with checks, and the roles of all nodes. */
final class Subjects {
    /** Roles and registered services of the same name are different services. */
    private static final String ROLE = "role ";

    private final List<Check> roleChecks;

    /** @param every how often roles are asked */
    Subjects(Duration every, Duration patience) {
        roleChecks = List.of(new Check(Check.Kind.BUS, "", every.toMillis(), patience.toMillis()));
    }

    List<Subject> of(Snapshot registered, Collection<Instance> roles) {
        return Stream.concat(
                        roles.stream().map(this::role),
                        registered.services().values().stream()
                                .flatMap(Collection::stream)
                                .map(standing -> standing.registration())
                                .filter(one -> !one.checks().isEmpty())
                                .map(Subjects::registration))
                .toList();
    }

    static String service(Instance instance) {
        return ROLE + instance.service();
    }

    private Subject role(Instance instance) {
        return new Subject(
                JudgementApi.roleKey(instance.address()),
                service(instance),
                new Target(instance.address(), 0, instance.since(), roleChecks),
                Reach.RATHER_OTHERS,
                instance.node(),
                instance.host(),
                false);
    }

    private static Subject registration(Registration one) {
        return new Subject(
                one.id(),
                one.name(),
                new Target(one.address(), one.port(), one.since(), one.checks()),
                reach(one),
                one.node(),
                one.host(),
                one.maintenance() == null);
    }

    private static Reach reach(Registration one) {
        if (one.kind() == ServiceKind.BUS || one.checks().stream().allMatch(check -> check.kind() == Check.Kind.TTL)) {
            return Reach.ANY;
        }
        boolean local = Networks.literal(one.address())
                .map(Networks::isLocal)
                .orElseGet(
                        () -> one.address().equals("localhost") || one.address().endsWith(".localhost"));
        return local ? Reach.HOME_ALONE : Reach.ANY;
    }
}
