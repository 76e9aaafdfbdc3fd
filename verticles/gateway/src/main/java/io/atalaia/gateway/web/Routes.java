/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds routes that are read with GET and HEAD, or written to with POST, and that refuse every other method by name. */
final class Routes {
    private final Router router;

    Routes(Router router) {
        this.router = router;
    }

    /** A route with a handler for each method that it takes; GET takes HEAD as well. */
    void methods(String path, Map<HttpMethod, Handler<RoutingContext>> handlers) {
        handlers.forEach((method, handler) -> {
            var route = router.route(path).method(method);
            if (method.equals(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            } else {
                route.handler(Guards::sameOrigin).handler(Bodies::json);
            }
            route.handler(context -> {
                context.put(HttpMetrics.ROUTE, path);
                handler.handle(context);
            });
        });
        refuseOthers(path, handlers.keySet());
    }

    private void refuseOthers(String path, Set<HttpMethod> taken) {
        String possible = taken.stream()
                .flatMap(method -> method.equals(HttpMethod.GET)
                        ? Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                        : Stream.of(method))
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        router.route(path).handler(context -> {
            context.put(HttpMetrics.ROUTE, path);
            Problems.methodNotAllowed(context, possible);
        });
    }

    /** A route that takes POST alone. */
    void post(String path, Handler<RoutingContext> handler) {
        methods(path, Map.of(HttpMethod.POST, handler));
    }

    @CanIgnoreReturnValue
    Routes get(String path, Handler<RoutingContext> handler) {
        methods(path, Map.of(HttpMethod.GET, handler));
        return this;
    }
}
