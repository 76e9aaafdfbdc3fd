/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.web.AuditSearch.Wanted;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Who did what, for administrators. */
final class AuditRoutes {
    private static final int MOST_AT_ONCE = 500;
    private static final Set<String> OUTCOMES = Set.of("", "done", "refused");

    private final AuditSearch audit;

    AuditRoutes(AuditSearch audit) {
        this.audit = audit;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/audit", this::list);
    }

    private void list(RoutingContext context) {
        var parameters =
                Parameters.of(context, Set.of("limit", "after", "who", "verb", "outcome", "q"), Set.of(), null);
        int limit = parameters.number("limit", 100, 1, MOST_AT_ONCE);
        var wanted = new Wanted(
                parameters.text("who", ""),
                parameters.text("verb", ""),
                outcome(parameters.text("outcome", "")),
                parameters.text("q", ""));
        audit.find(wanted, parameters.text("after", ""), limit)
                .onComplete(
                        part -> Replies.json(context, (Object)
                                new Page<>(part.entries(), part.next().isEmpty() ? null : part.next())),
                        cause -> context.fail(
                                cause instanceof IllegalArgumentException
                                        ? Problem.bad(
                                                "after",
                                                "parameter 'after' must be what an earlier answer gave as 'next'")
                                        : cause));
    }

    private static String outcome(String word) {
        if (!OUTCOMES.contains(word)) {
            throw Problem.bad("outcome", "parameter 'outcome' must be done or refused");
        }
        return word;
    }
}
