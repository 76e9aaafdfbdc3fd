/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/** A registration as a request has it. Whether it makes sense is for discovery to say. */
final class RegistrationBody {
    private static final Set<String> MEMBERS =
            Set.of("id", "name", "kind", "address", "port", "tags", "weight", "meta", "leaseMs", "checks");
    private static final Set<String> CHECK_MEMBERS = Set.of("kind", "target", "everyMs", "timeoutMs");

    private RegistrationBody() {}

    /** @param id from the path, which the body may repeat; null when the body alone may name one */
    static Registration read(Buffer body, String id) {
        var members = Members.of(body, MEMBERS);
        String named = members.text("id");
        if (id != null && named != null && !id.equals(named)) {
            throw Problem.bad("id", "member 'id' must be the path's, or left out");
        }
        String kind = members.text("kind");
        return new Registration(
                id == null ? named : id,
                members.text("name"),
                kind == null ? null : kind(kind),
                members.text("address"),
                members.number("port", 0),
                members.texts("tags"),
                members.number("weight", 1),
                members.pairs("meta"),
                members.number("leaseMs", 0L),
                members.objects("checks", CHECK_MEMBERS).stream()
                        .map(RegistrationBody::check)
                        .toList(),
                null,
                null,
                null,
                0);
    }

    private static ServiceKind kind(String word) {
        return ServiceKind.named(word)
                .orElseThrow(() -> Problem.bad("kind", "member 'kind' must be http, https, tcp, udp, grpc or bus"));
    }

    private static Check check(Members members) {
        String word = members.text("kind");
        Check.Kind kind = Check.Kind.named(String.valueOf(word))
                .orElseThrow(() -> Problem.bad(
                        "checks.kind", "the kind of a check must be http, https, tcp, udp, grpc, bus or ttl"));
        return new Check(kind, members.text("target"), members.number("everyMs", 0L), members.number("timeoutMs", 0L));
    }
}
