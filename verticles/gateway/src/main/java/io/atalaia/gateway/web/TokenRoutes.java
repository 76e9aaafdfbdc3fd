/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.contracts.access.Right;
import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.TokenDesk;
import io.atalaia.platform.access.AccessToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tokens of programs, for administrators. */
final class TokenRoutes {
    private static final String ALL = "/api/v1/tokens";
    private static final int MOST_AT_ONCE = 500;

    private final TokenDesk tokens;

    TokenRoutes(Access access) {
        tokens = access.tokens();
    }

    void addTo(Routes routes) {
        routes.methods(ALL, Map.of(HttpMethod.GET, this::list, HttpMethod.POST, this::give));
        routes.methods(ALL + "/:id", Map.of(HttpMethod.DELETE, this::revoke));
    }

    /**
     * Times are epoch milliseconds.
     *
     * @param machine left out when any program may use it
     * @param ends left out when it never does
     * @param used left out when it never was
     * @param revoked left out while it is not
     * @param token the token itself, told once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Shown(
            String id,
            String name,
            List<String> scopes,
            String machine,
            long created,
            String createdBy,
            Long ends,
            Long used,
            Long revoked,
            String token) {
        static Shown of(AccessToken token, String text) {
            return new Shown(
                    token.id(),
                    token.name(),
                    token.scopes().stream().sorted().map(Right::word).toList(),
                    token.machine().isEmpty() ? null : token.machine(),
                    token.created(),
                    token.createdBy(),
                    token.ends() == Long.MAX_VALUE ? null : token.ends(),
                    token.used() == 0 ? null : token.used(),
                    token.revoked() == 0 ? null : token.revoked(),
                    text);
        }
    }

    private void list(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("limit", "after"), Set.of(), null);
        int limit = parameters.number("limit", 100, 1, MOST_AT_ONCE);
        String after = parameters.text("after", null);
        Replies.json(
                context,
                tokens.all()
                        .map(all -> Page.of(
                                all.stream().map(one -> Shown.of(one, null)).toList(),
                                one -> String.format("%020d/%s", Long.MAX_VALUE - one.created(), one.id()),
                                after,
                                limit)));
    }

    private void give(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("name", "scopes", "lifeMs"));
        long life = members.number("lifeMs", TokenDesk.USUAL_LIFE.toMillis());
        RestGate.tell(context, "name=" + members.text("name") + " scopes=" + members.texts("scopes"));
        tokens.give(
                        members.text("name"),
                        scopes(members),
                        life,
                        Callers.of(context).name())
                .onComplete(
                        given -> {
                            context.response()
                                    .setStatusCode(201)
                                    .putHeader(
                                            HttpHeaders.LOCATION,
                                            ALL + "/" + given.token().id());
                            Replies.json(context, (Object) Shown.of(given.token(), given.text()));
                        },
                        context::fail);
    }

    private static Set<Right> scopes(Members members) {
        var words = members.texts("scopes");
        var scopes = EnumSet.noneOf(Right.class);
        for (String word : words == null ? List.<String>of() : words) {
            scopes.add(Right.of(word)
                    .orElseThrow(() ->
                            Problem.bad("scopes", "member 'scopes' must name some of ingest, read, operate, admin")));
        }
        return scopes;
    }

    private void revoke(RoutingContext context) {
        Parameters.none(context);
        tokens.revoke(context.pathParam("id")).onComplete(done -> Replies.nothing(context), context::fail);
    }
}
