/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.Changes;
import io.atalaia.gateway.view.Json;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/**
 * Tells of each change of registered services as server-sent events (html.spec.whatwg.org, section 9.2): first all, then what
 * was put or removed, each with the registry's index as its id. Whoever reads slowly gets several changes as one.
 */
final class WatchRoutes {
    static final int MOST = 200;
    private static final long ALIVE_MILLIS = 15_000;

    private final Catalog catalog;
    private int watching;

    WatchRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/watch/registrations", this::watch);
    }

    private void watch(RoutingContext context) {
        var parameters = Parameters.plain(context, Set.of("name"), Set.of(), null);
        if (watching >= MOST) {
            throw new Problem(503, "already " + MOST + " watch the registry; ask again later");
        }
        var response = context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            new Watcher(context, parameters.text("name", "")).begin();
        }
    }

    private record Gone(String id) {}

    private final class Watcher {
        private final String name;
        private final RoutingContext request;
        private final HttpServerResponse response;
        private final Context context;
        private Map<String, Standing> shown;
        private Catalog.Watching watch;
        private long alive;
        private boolean over;

        Watcher(RoutingContext request, String name) {
            this.request = request;
            this.name = name;
            response = request.response();
            context = request.vertx().getOrCreateContext();
        }

        void begin() {
            watching++;
            response.closeHandler(closed -> end())
                    .exceptionHandler(broken -> end())
                    .drainHandler(drained -> show());
            alive = request.vertx().setPeriodic(ALIVE_MILLIS, tick -> stayAlive());
            watch = catalog.watch(snapshot -> context.runOnContext(go -> show()));
        }

        private void stayAlive() {
            if (!over && !response.writeQueueFull()) {
                send(": still here\n\n");
            }
        }

        /** What changed since this watcher was last told. */
        private void show() {
            if (over || response.writeQueueFull()) {
                return;
            }
            Snapshot now = catalog.now();
            var standings = Changes.of(now, name);
            if (shown == null) {
                event(now, "all", RegistrationView.all(now, name));
            } else {
                var changes = Changes.between(shown, standings);
                changes.put().forEach(standing -> event(now, "put", RegistrationView.of(standing)));
                changes.removed().forEach(id -> event(now, "remove", new Gone(id)));
            }
            shown = standings;
        }

        private void event(Snapshot now, String kind, Object data) {
            send("id: " + now.index() + "\nevent: " + kind + "\ndata: " + Json.text(data) + "\n\n");
        }

        private void send(String text) {
            response.write(text).onFailure(gone -> end());
        }

        private void end() {
            if (!over) {
                over = true;
                watching--;
                request.vertx().cancelTimer(alive);
                if (watch != null) {
                    watch.end();
                }
            }
        }
    }
}
