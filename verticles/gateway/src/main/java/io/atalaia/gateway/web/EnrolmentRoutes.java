/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Enrolling;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** How machines get tokens of their own. */
final class EnrolmentRoutes {
    private final Enrolling enrolling;
    private final OwnAuthority authority;
    private final AgentPackage agent;

    /** @param authority which certificate agents must be given */
    EnrolmentRoutes(Access access, OwnAuthority authority, AgentPackage agent) {
        enrolling = access.enrolling();
        this.authority = authority;
        this.agent = agent;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/enrolments", this::give);
        routes.post("/api/v1/enrol", this::exchange);
    }

    /**
     * @param id by which the machine's token names it afterwards
     * @param enrolment told this once
     * @param ends epoch milliseconds
     * @param authority the certificate by which agents trust this gateway, as PEM; left out when others vouch for it
     * @param agentPackage where this gateway has the agent; left out where it has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Given(String id, String enrolment, long ends, String authority, String agentPackage) {}

    private record Token(String token) {}

    private void give(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("lifeMs"));
        long life = members.number("lifeMs", Enrolling.USUAL_LIFE.toMillis());
        enrolling
                .give(life, Callers.of(context).name())
                .compose(given -> authority
                        .read()
                        .map(pem -> new Given(given.id(), given.text(), given.ends(), pem, agent.path())))
                .onComplete(given -> made(context, given), context::fail);
    }

    private void exchange(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("enrolment", "machine"));
        String enrolment = members.text("enrolment");
        String machine = members.text("machine");
        if (enrolment == null || machine == null) {
            throw Problem.bad("enrolment", "members 'enrolment' and 'machine' are required");
        }
        enrolling
                .exchange(enrolment, machine, RestGate.source(context))
                .onComplete(token -> made(context, new Token(token)), context::fail);
    }

    private static void made(RoutingContext context, Object body) {
        context.response().setStatusCode(201);
        Replies.json(context, body);
    }
}
