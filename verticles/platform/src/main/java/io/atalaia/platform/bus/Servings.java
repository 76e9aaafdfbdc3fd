/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.platform.bus.Bus.Served;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What each deployed verticle serves, so that all of it can end before the verticle does. Safe from any thread. */
final class Servings {
    private final Map<String, Set<Served>> served = new ConcurrentHashMap<>();

    /** Notes what the verticle serves whose context this is; outside a verticle nothing is noted. */
    Served noted(Served serving) {
        Context context = Vertx.currentContext();
        String deployment = context == null ? null : context.deploymentID();
        if (deployment == null) {
            return serving;
        }
        served.computeIfAbsent(deployment, none -> ConcurrentHashMap.newKeySet())
                .add(serving);
        return () -> {
            served.computeIfPresent(deployment, (id, all) -> all.remove(serving) && all.isEmpty() ? null : all);
            return serving.end();
        };
    }

    Future<Void> of(String deployment) {
        var all = served.remove(deployment);
        return all == null
                ? Future.succeededFuture()
                : Future.join(all.stream().map(Served::end).toList())
                        .<Void>mapEmpty()
                        .otherwiseEmpty();
    }
}
