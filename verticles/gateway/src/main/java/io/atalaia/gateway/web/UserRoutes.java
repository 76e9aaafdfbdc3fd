/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.People;
import io.atalaia.platform.access.User;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** The people who may log in, for administrators. */
final class UserRoutes {
    private static final String ALL = "/api/v1/users";

    private final People people;

    UserRoutes(Access access) {
        people = access.people();
    }

    void addTo(Routes routes) {
        routes.methods(ALL, Map.of(HttpMethod.GET, this::list, HttpMethod.POST, this::add));
        routes.methods(ALL + "/:name", Map.of(HttpMethod.PATCH, this::change, HttpMethod.DELETE, this::remove));
    }

    /**
     * Times are epoch milliseconds.
     *
     * @param seen when the user was here last, to the minute; left out when that never was, and where nobody asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Shown(String name, String role, boolean disabled, long created, String createdBy, Long seen) {
        static Shown of(User user) {
            return of(user, null);
        }

        static Shown of(User user, Long seen) {
            return new Shown(user.name(), user.role().word(), user.disabled(), user.created(), user.createdBy(), seen);
        }
    }

    private void list(RoutingContext context) {
        Parameters.none(context);
        Replies.json(context, people.all().compose(all -> people.seen()
                .map(seen -> Page.whole(all.stream()
                        .map(user -> Shown.of(user, seen.get(user.name())))
                        .toList()))));
    }

    private void add(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("name", "role", "password"));
        UserRole role = role(members);
        if (role == null) {
            throw Problem.bad("role", "member 'role' must be viewer, operator or administrator");
        }
        RestGate.tell(context, "role=" + role.word());
        people.add(
                        members.text("name"),
                        role,
                        members.text("password"),
                        Callers.of(context).name())
                .onComplete(
                        user -> {
                            context.response()
                                    .setStatusCode(201)
                                    .putHeader(HttpHeaders.LOCATION, ALL + "/" + Replies.segment(user.name()));
                            Replies.json(context, (Object) Shown.of(user));
                        },
                        context::fail);
    }

    private static UserRole role(Members members) {
        String word = members.text("role");
        return word == null
                ? null
                : UserRole.of(word)
                        .orElseThrow(
                                () -> Problem.bad("role", "member 'role' must be viewer, operator or administrator"));
    }

    private void change(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("role", "disabled", "password"));
        var change = new People.Change(
                role(members), members.has("disabled") ? members.truth("disabled") : null, members.text("password"));
        RestGate.tell(context, told(change));
        Replies.json(context, people.change(context.pathParam("name"), change).map(Shown::of));
    }

    private static String told(People.Change change) {
        return (change.role() == null ? "" : "role=" + change.role().word() + " ")
                + (change.disabled() == null ? "" : "disabled=" + change.disabled() + " ")
                + (change.password() == null ? "" : "password");
    }

    private void remove(RoutingContext context) {
        Parameters.none(context);
        people.remove(context.pathParam("name")).onComplete(done -> Replies.nothing(context), context::fail);
    }
}
