/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Enrolling;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** How machines get tokens of their own. */
final class EnrolmentRoutes {
    private final Enrolling enrolling;

    EnrolmentRoutes(Access access) {
        enrolling = access.enrolling();
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/enrolments", this::give);
        routes.post("/api/v1/enrol", this::exchange);
    }

    /**
     * @param enrolment told this once
     * @param ends epoch milliseconds
     */
    private record Given(String enrolment, long ends) {}

    private record Token(String token) {}

    private void give(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("lifeMs"));
        long life = members.number("lifeMs", Enrolling.USUAL_LIFE.toMillis());
        enrolling
                .give(life, Callers.of(context).name())
                .onComplete(given -> made(context, new Given(given.text(), given.ends())), context::fail);
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
