/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Maintain;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.DiscoveryApi.Renew;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskLooks;
import io.atalaia.contracts.health.HealthApi.Looks;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Standing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Registers services, and tells of registered ones. */
final class RegistrationRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
    private static final Looks NONE = new Looks(List.of());
    /** What the registry holds at most. */
    private static final int MOST = 10_000;

    private static final String ALL = "/api/v1/registrations";
    private static final String ONE = ALL + "/:id";

    private final Bus bus;
    private final Catalog catalog;

    RegistrationRoutes(Bus bus, Catalog catalog) {
        this.bus = bus;
        this.catalog = catalog;
    }

    void addTo(Routes routes) {
        routes.methods(ALL, Map.of(HttpMethod.GET, this::list, HttpMethod.POST, this::add));
        routes.methods(
                ONE, Map.of(HttpMethod.GET, this::show, HttpMethod.PUT, this::put, HttpMethod.DELETE, this::remove));
        routes.methods(ONE + "/renewal", Map.of(HttpMethod.PUT, this::renew));
        routes.methods(
                ONE + "/maintenance", Map.of(HttpMethod.PUT, this::maintain, HttpMethod.DELETE, this::serveAgain));
    }

    private void list(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("name", "limit", "after"), Set.of(), null);
        Replies.json(context, (Object) RegistrationView.some(
                catalog.now(),
                parameters.text("name", ""),
                parameters.text("after", null),
                parameters.number("limit", MOST, 1, MOST)));
    }

    private void show(RoutingContext context) {
        Parameters.none(context);
        String id = context.pathParam("id");
        var now = catalog.now();
        Standing found = now.services().values().stream()
                .flatMap(Collection::stream)
                .filter(one -> one.registration().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("there is no registration " + id, "id"));
        // Without anybody who checks there is still what is known here.
        var looks = found.registration().checks().isEmpty()
                ? Future.succeededFuture(NONE)
                : bus.ask(HealthApi.LOOKS, new AskLooks(id), SHORT_PATIENCE).otherwise(NONE);
        Replies.json(context, looks.map(told -> story(found, told)));
    }

    private StoryView.One story(Standing found, Looks looks) {
        return new StoryView.One(
                RegistrationView.of(found),
                StoryView.checks(found, looks),
                StoryView.watchers(looks),
                StoryView.history(catalog.history(found.registration().id())));
    }

    private void add(RoutingContext context) {
        Parameters.none(context);
        register(context, null);
    }

    private void put(RoutingContext context) {
        Parameters.none(context);
        register(context, context.pathParam("id"));
    }

    private void register(RoutingContext context, String id) {
        var registration = RegistrationBody.read(context.body().buffer(), id);
        bus.ask(DiscoveryApi.REGISTER, new Register(registration), PATIENCE)
                .onComplete(registered -> told(context, registered, id == null), context::fail);
    }

    private static void told(RoutingContext context, Registered registered, boolean made) {
        if (made) {
            context.response()
                    .setStatusCode(201)
                    .putHeader(
                            HttpHeaders.LOCATION,
                            ALL + "/" + registered.registration().id());
        }
        Replies.json(context, (Object) RegistrationView.of(registered));
    }

    private void remove(RoutingContext context) {
        Parameters.none(context);
        done(context, bus.ask(DiscoveryApi.REMOVE, new Remove(context.pathParam("id")), PATIENCE));
    }

    private void renew(RoutingContext context) {
        Parameters.none(context);
        done(context, bus.ask(DiscoveryApi.RENEW, new Renew(context.pathParam("id")), PATIENCE));
    }

    private void maintain(RoutingContext context) {
        Parameters.none(context);
        String reason = Members.of(context.body().buffer(), Set.of("reason")).text("reason");
        if (reason == null) {
            throw Problem.bad("reason", "member 'reason' must say why, in a sentence");
        }
        done(context, bus.ask(DiscoveryApi.MAINTAIN, new Maintain(context.pathParam("id"), reason), PATIENCE));
    }

    private void serveAgain(RoutingContext context) {
        Parameters.none(context);
        done(context, bus.ask(DiscoveryApi.MAINTAIN, new Maintain(context.pathParam("id"), null), PATIENCE));
    }

    private static void done(RoutingContext context, Future<?> answer) {
        answer.onComplete(
                done -> context.response()
                        .setStatusCode(204)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(),
                context::fail);
    }
}
