/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.proto.discovery.Check;
import io.atalaia.contracts.proto.discovery.Health;
import io.atalaia.contracts.proto.discovery.Instance;
import io.atalaia.platform.catalog.Opinion;
import io.atalaia.platform.catalog.Standing;
import java.util.List;

/** Registrations as {@code discovery.proto} has them. Whether they make sense is for discovery to say. */
final class Registered {
    private static final int WEIGHT = 1;

    private Registered() {}

    static Registration read(io.atalaia.contracts.proto.discovery.Registration message) {
        return new Registration(
                message.getId().isEmpty() ? null : message.getId(),
                message.getName(),
                kind(message.getKind()),
                message.getAddress(),
                message.getPort(),
                List.copyOf(message.getTagsList()),
                message.hasWeight() ? message.getWeight() : WEIGHT,
                message.getMetaMap(),
                message.getLeaseMillis(),
                message.getChecksList().stream().map(Registered::check).toList(),
                null,
                null,
                null,
                0);
    }

    private static ServiceKind kind(String word) {
        return ServiceKind.named(word)
                .orElseThrow(() -> Statuses.invalid("registration.kind", "must be http, https, tcp, udp, grpc or bus"));
    }

    private static io.atalaia.contracts.discovery.Check check(Check message) {
        var kind = io.atalaia.contracts.discovery.Check.Kind.named(message.getKind())
                .orElseThrow(() -> Statuses.invalid(
                        "registration.checks.kind", "must be http, https, tcp, udp, grpc, bus or ttl"));
        return new io.atalaia.contracts.discovery.Check(
                kind,
                message.getTarget().isEmpty() ? null : message.getTarget(),
                message.getEveryMillis(),
                message.getTimeoutMillis());
    }

    /** Just registered: what the checks will find nobody knows. */
    static Instance instance(DiscoveryApi.Registered registered) {
        var registration = registered.registration();
        var opinion = registration.checks().isEmpty() ? Opinion.PASSING : Opinion.UNKNOWN;
        return instance(new Standing(registration, opinion.health(), opinion.detail()));
    }

    static Instance instance(Standing standing) {
        var one = standing.registration();
        return Instance.newBuilder()
                .setRegistration(message(one))
                .setHealth(
                        switch (standing.health()) {
                            case UNKNOWN -> Health.HEALTH_UNKNOWN;
                            case PASSING -> Health.HEALTH_PASSING;
                            case FAILING -> Health.HEALTH_FAILING;
                        })
                .setDetail(standing.detail())
                .setMaintenance(text(one.maintenance()))
                .setServing(standing.isServing())
                .setHost(text(one.host()))
                .setSince(one.since())
                .build();
    }

    private static io.atalaia.contracts.proto.discovery.Registration message(Registration one) {
        var message = io.atalaia.contracts.proto.discovery.Registration.newBuilder()
                .setId(one.id())
                .setName(one.name())
                .setKind(one.kind().word())
                .setAddress(one.address())
                .setPort(one.port())
                .addAllTags(one.tags())
                .setWeight(one.weight())
                .putAllMeta(one.meta())
                .setLeaseMillis(one.leaseMillis());
        one.checks()
                .forEach(check -> message.addChecks(Check.newBuilder()
                        .setKind(check.kind().word())
                        .setTarget(text(check.target()))
                        .setEveryMillis(check.everyMillis())
                        .setTimeoutMillis(check.timeoutMillis())));
        return message.build();
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
