/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.platform.engine.Rendezvous;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Rules about the services of which this node is the decider. Nanoseconds; for one thread. */
public final class Court {
    private final String self;
    private final Peers peers;
    private final Supplier<Map<String, Ruling>> agreed;
    private final Jury jury;
    private final Budget budget = new Budget();
    private final Map<String, Case> cases = new HashMap<>();
    private final Set<String> heldBack = new HashSet<>();
    private Set<String> services = Set.of();
    private long holdings;

    /** @param agreed what holds, by key: where another decided before, its rulings stand until there is reason for others */
    public Court(String self, Peers peers, Supplier<Map<String, Ruling>> agreed) {
        this.self = self;
        this.peers = peers;
        this.agreed = agreed;
        jury = new Jury(peers);
    }

    /** A ruling and since when it holds. */
    private record Case(Subject subject, Ruling ruling, long begun) {
        Ruling aged(long now) {
            return new Ruling(
                    ruling.key(),
                    ruling.service(),
                    ruling.since(),
                    ruling.health(),
                    ruling.silent(),
                    ruling.detail(),
                    ruling.at(),
                    TimeUnit.NANOSECONDS.toMillis(now - begun));
        }
    }

    /** A ruling that changed. @param before what held until then */
    public record Changed(Health before, Ruling ruling) {}

    /**
     * Rules anew.
     *
     * @param subjects all that are known
     * @param nodes of which it is known for certain that they live: their ids and names
     * @param doubting whether this node doubts itself, and hence condemns nobody for silence
     * @param at epoch milliseconds
     */
    public List<Changed> sit(Collection<Subject> subjects, Set<String> nodes, boolean doubting, long now, long at) {
        var living = peers.living(now).keySet();
        var byService = subjects.stream().collect(Collectors.groupingBy(Subject::service));
        byService.keySet().removeIf(service -> Rendezvous.first(service, living)
                .filter(self::equals)
                .isEmpty());
        adopt(byService, now);
        var fit = peers.fit(now);
        List<Changed> changes = new ArrayList<>();
        byService.forEach(
                (service, instances) -> instances.forEach(subject -> jury.verdict(subject, fit, nodes, doubting, now)
                        .filter(verdict -> !doubting || !verdict.silent())
                        .flatMap(verdict -> rule(subject, verdict, instances.size(), now, at))
                        .ifPresent(changes::add)));
        return changes;
    }

    private void adopt(Map<String, List<Subject>> byService, long now) {
        var added = new HashSet<>(byService.keySet());
        added.removeAll(services);
        Map<String, Ruling> before = added.isEmpty() ? Map.of() : agreed.get();
        Map<String, Case> kept = new HashMap<>();
        byService.values().stream().flatMap(Collection::stream).forEach(subject -> {
            var known = added.contains(subject.service())
                    ? adopted(subject, before.get(subject.key()), now)
                    : cases.get(subject.key());
            if (known != null && known.ruling.since() == subject.target().since()) {
                kept.put(subject.key(), new Case(subject, known.ruling, known.begun));
            }
        });
        cases.clear();
        cases.putAll(kept);
        services.stream().filter(service -> !byService.containsKey(service)).forEach(budget::forget);
        services = Set.copyOf(byService.keySet());
        heldBack.retainAll(byService.values().stream()
                .flatMap(Collection::stream)
                .map(Subject::key)
                .collect(Collectors.toSet()));
    }

    private Case adopted(Subject subject, Ruling ruling, long now) {
        if (ruling == null) {
            return null;
        }
        long begun = now - TimeUnit.MILLISECONDS.toNanos(ruling.ageMillis());
        if (ruling.silent() && ruling.health() == Health.FAILING && now - begun < Budget.WINDOW) {
            budget.note(ruling.service(), begun);
        }
        return new Case(subject, ruling, begun);
    }

    private Optional<Changed> rule(Subject subject, Jury.Finding verdict, int instances, long now, long at) {
        var before = cases.get(subject.key());
        var health = before == null ? Health.UNKNOWN : before.ruling.health();
        if (health == verdict.health()) {
            heldBack.remove(subject.key());
            return Optional.empty();
        }
        if (verdict.health() == Health.FAILING
                && verdict.silent()
                && health == Health.PASSING
                && !budget.spend(subject.service(), instances, now)) {
            holdings += heldBack.add(subject.key()) ? 1 : 0;
            return Optional.empty();
        }
        heldBack.remove(subject.key());
        var ruling = new Ruling(
                subject.key(),
                subject.service(),
                subject.target().since(),
                verdict.health(),
                verdict.silent(),
                verdict.detail(),
                at,
                0);
        cases.put(subject.key(), new Case(subject, ruling, now));
        return Optional.of(new Changed(health, ruling));
    }

    /** Everything that this node decides. */
    public List<Ruling> rulings(long now) {
        return cases.values().stream().map(one -> one.aged(now)).toList();
    }

    /** What fails for so long that it can go. */
    public List<Subject> ghosts(long afterNanos, long now) {
        return cases.values().stream()
                .filter(one ->
                        one.subject.mortal() && one.ruling.health() == Health.FAILING && now - one.begun >= afterNanos)
                .map(Case::subject)
                .toList();
    }

    public long failing() {
        return cases.values().stream()
                .filter(one -> one.ruling.health() == Health.FAILING)
                .count();
    }

    /** How often a condemnation was held back, since the start. */
    public long holdings() {
        return holdings;
    }
}
