/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.LogIn;
import io.atalaia.gateway.access.People;
import io.atalaia.gateway.access.Setup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Logging in and out, and who one is. */
final class SessionRoutes {
    private final LogIn logIn;
    private final Setup setup;
    private final People people;
    private final Boolean insecure;
    private final String anonymous;
    private final String provider;

    /** @param insecure whether others can reach this gateway, and nothing is encrypted */
    SessionRoutes(Access access, boolean insecure) {
        logIn = access.logIn();
        setup = access.setup();
        people = access.people();
        this.insecure = insecure ? true : null;
        anonymous = role(access.anonymous());
        provider = access.federated().name().orElse(null);
    }

    void addTo(Routes routes) {
        routes.methods(
                "/api/v1/session",
                Map.of(HttpMethod.GET, this::tell, HttpMethod.POST, this::begin, HttpMethod.DELETE, this::end));
        routes.post("/api/v1/setup", this::install);
        routes.methods("/api/v1/me/password", Map.of(HttpMethod.PUT, this::changePassword));
    }

    /**
     * Who one is, and what whoever comes should know of the door.
     *
     * @param kind user, token, anonymous or nobody
     * @param role of a user
     * @param csrf what the page of a session sends in X-CSRF-Token with all that changes something
     * @param insecure true where others can read along
     * @param anonymous the role of whoever comes without logging in; null where they have none
     * @param setup true while nobody can log in, because there are no users yet
     * @param provider what it is called with which one may log in; null where there is none, and to who did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Told(
            String kind,
            String name,
            String role,
            List<String> rights,
            String csrf,
            Boolean insecure,
            String anonymous,
            Boolean setup,
            String provider) {}

    private Told told(Caller caller, String csrf, Boolean setup) {
        boolean user = caller.kind() == Caller.Kind.USER;
        return new Told(
                caller.kind().name().toLowerCase(Locale.ROOT),
                caller.name(),
                user ? role(caller.rights()) : null,
                caller.rights().stream().sorted().map(Right::word).toList(),
                user ? csrf : null,
                insecure,
                anonymous,
                setup,
                user ? null : provider);
    }

    private static String role(Set<Right> rights) {
        return Arrays.stream(UserRole.values())
                .filter(role -> role.rights().equals(rights))
                .map(UserRole::word)
                .findFirst()
                .orElse(null);
    }

    private void tell(RoutingContext context) {
        Parameters.none(context);
        var caller = Callers.of(context);
        boolean known = caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.TOKEN;
        Future<Boolean> any =
                known ? Future.succeededFuture(true) : people.any().otherwise(true);
        Replies.json(
                context, any.map(some -> told(caller, Callers.csrf(context.request()), some ? null : Boolean.TRUE)));
    }

    private void begin(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("name", "password"));
        String name = required(members, "name");
        String password = required(members, "password");
        logIn.begin(context.request(), RestGate.source(context), name, password)
                .onComplete(begun -> answer(context, 200, begun), context::fail);
    }

    private void answer(RoutingContext context, int status, LogIn.Begun begun) {
        context.response().setStatusCode(status);
        Replies.json(context, (Object) told(begun.caller(), begun.csrf(), null));
    }

    private static String required(Members members, String name) {
        String value = members.text(name);
        if (value == null) {
            throw Problem.bad(name, "member '" + name + "' is required");
        }
        return value;
    }

    private void end(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("everywhere"), Set.of(), null);
        boolean everywhere = parameters.truth("everywhere");
        if (Callers.of(context).kind() != Caller.Kind.USER) {
            Replies.nothing(context);
            return;
        }
        logIn.end(context.request(), RestGate.source(context), everywhere)
                .onComplete(ended -> Replies.nothing(context), context::fail);
    }

    /** Who has a setup link becomes an administrator, and is logged in. */
    private void install(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("secret", "name", "password"));
        var source = RestGate.source(context);
        setup.use(required(members, "secret"), required(members, "name"), required(members, "password"), source)
                .compose(user -> logIn.open(context.request(), source, user))
                .onComplete(begun -> answer(context, 201, begun), context::fail);
    }

    /** Ends all sessions of the user and begins a new one here. */
    private void changePassword(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("old", "password"));
        var caller = Callers.of(context);
        if (caller.kind() != Caller.Kind.USER) {
            throw new Problem(403, "only who logged in with a password can change it");
        }
        var source = RestGate.source(context);
        people.changeOwn(caller.name(), required(members, "old"), required(members, "password"), source)
                .compose(user -> logIn.open(context.request(), source, user))
                .onComplete(begun -> answer(context, 200, begun), context::fail);
    }
}
