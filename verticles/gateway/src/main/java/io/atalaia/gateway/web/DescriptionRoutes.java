/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.openapi.Description;
import io.atalaia.gateway.view.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The description of this API, put together when somebody first asks for it. */
final class DescriptionRoutes {
    private final Vertx vertx;
    private Future<Map<String, Asset>> read;

    DescriptionRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    void addTo(Routes routes) {
        routes.get("/openapi.json", context -> answer(context, "openapi.json"))
                .get("/openapi.yaml", context -> answer(context, "openapi.yaml"));
    }

    private void answer(RoutingContext context, String name) {
        if (read == null || read.failed()) {
            read = vertx.executeBlocking(DescriptionRoutes::read, false);
        }
        read.onSuccess(files -> StaticFiles.send(context, files.get(name))).onFailure(context::fail);
    }

    private static Map<String, Asset> read() {
        Map<String, Object> document = Description.read();
        return Map.of(
                "openapi.json", asset("openapi.json", Json.text(document)),
                "openapi.yaml", asset("openapi.yaml", Description.yaml(document)));
    }

    private static Asset asset(String name, String text) {
        return Asset.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
