/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskLooks;
import io.atalaia.contracts.health.HealthApi.AskVerdicts;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Look;
import io.atalaia.contracts.health.HealthApi.Looks;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.HealthApi.Verdicts;
import io.atalaia.contracts.health.HealthApi.Watched;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Held;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.health.engine.Peers;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Answers how all stand. For one event loop. */
public final class HealthDesk {
    private static final Look NONE = new Look(Health.UNKNOWN, "", 0, null);

    private final RoleInstances roles;
    private final Agreement agreement;
    private final Peers peers;
    private final Clock clock;

    public HealthDesk(RoleInstances roles, Agreement agreement, Peers peers, Clock clock) {
        this.roles = roles;
        this.agreement = agreement;
        this.peers = peers;
        this.clock = clock;
    }

    public Future<Verdicts> verdicts(AskVerdicts question) {
        var rulings = agreement.rulings();
        return Future.succeededFuture(new Verdicts(
                roles.known().stream().map(one -> verdict(one, rulings)).toList(), roles.isStale()));
    }

    private Verdict verdict(Instance instance, Map<String, Ruling> rulings) {
        String key = JudgementApi.roleKey(instance.address());
        var ruling = rulings.get(key);
        boolean ruled = ruling != null && ruling.since() == instance.since();
        var look = peers.thoughts(key, clock.nanos()).values().stream()
                .flatMap(held -> held.looks().stream())
                .max(Comparator.comparingLong(Look::at))
                .orElse(NONE);
        return new Verdict(
                instance,
                ruled ? ruling.health() : Health.UNKNOWN,
                ruled ? ruling.detail() : "",
                look.at(),
                look.latencyMillis());
    }

    public Future<Looks> looks(AskLooks question) {
        long now = clock.nanos();
        var names = peers.living(now);
        List<Watched> watched = peers.thoughts(String.valueOf(question.key()), now).entrySet().stream()
                .map(one -> watched(one.getKey(), names.get(one.getKey()), one.getValue()))
                .toList();
        return Future.succeededFuture(new Looks(watched));
    }

    private static Watched watched(String node, String name, Held held) {
        return new Watched(node, name, held.health(), held.detail(), held.looks());
    }

    public Future<Pong> pong(Ping ping) {
        return Future.succeededFuture(
                roles.isSilent()
                        ? new Pong(false, "discovery does not answer; the last known services are checked")
                        : HealthApi.Pong.ABLE);
    }
}
