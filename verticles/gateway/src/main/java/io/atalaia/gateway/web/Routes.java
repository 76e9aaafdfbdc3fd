/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

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
                route.handler(Guards::sameOrigin);
            }
            route.handler(passed(path, handler));
        });
        var taken = handlers.keySet().stream().map(HttpMethod::name).toList();
        router.route(path).handler(context -> {
            context.put(HttpMetrics.ROUTE, path);
            Problems.methodNotAllowed(context, taken);
        });
    }

    /** Should the router and the gate ever read a path in two ways, nobody comes in. */
    private static Handler<RoutingContext> passed(String path, Handler<RoutingContext> handler) {
        return context -> {
            context.put(HttpMetrics.ROUTE, path);
            if (RestGate.passed(context, path)) {
                handler.handle(context);
            } else {
                Problems.send(context, new Problem(404, "there is nothing at this path"));
            }
        };
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
