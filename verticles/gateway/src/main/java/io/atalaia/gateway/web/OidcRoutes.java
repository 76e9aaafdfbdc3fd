/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Federated;
import io.atalaia.gateway.access.oidc.Refused;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sends browsers to the provider of the configuration, and takes them back: always to pages of our own. */
final class OidcRoutes {
    static final String BEGIN = "/api/v1/oidc/login";
    private static final String REFUSED = "/login?refused=";
    private static final int SEE_OTHER = 303;

    private final Federated federated;

    OidcRoutes(Access access) {
        federated = access.federated();
    }

    void addTo(Routes routes) {
        routes.get(BEGIN, this::begin);
        routes.get(Federated.CALLBACK, this::end);
    }

    private void begin(RoutingContext context) {
        lead(context, federated.begin(context.request(), context.request().getParam("to")));
    }

    /** What the provider adds besides is its own. */
    private void end(RoutingContext context) {
        var request = context.request();
        lead(
                context,
                federated.end(
                        request,
                        RestGate.source(context),
                        request.getParam("state"),
                        request.getParam("code"),
                        request.getParam("error")));
    }

    private static void lead(RoutingContext context, Future<String> to) {
        to.recover(cause -> cause instanceof Refused refused
                        ? Future.succeededFuture(REFUSED + refused.why().word())
                        : Future.failedFuture(cause))
                .onComplete(address -> send(context, address), context::fail);
    }

    private static void send(RoutingContext context, String address) {
        context.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }
}
