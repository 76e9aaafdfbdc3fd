/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.openapi.Description;
import io.atalaia.gateway.view.Json;
import io.atalaia.tests.support.openapi.Document;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The description and the routes name the same operations. */
class DescribedRoutesTest {
    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z]+)");
    /** The dashboard's files are no part of the API. */
    private static final Set<String> FILES = Set.of("/", "/*");

    private final House house = House.open();
    private final Document document = new Document(new JsonObject(Json.text(Description.read())));

    @AfterEach
    void close() {
        house.close();
    }

    private Set<String> routed() {
        var routed = new TreeSet<String>();
        for (Route route : house.gateway.router().getRoutes()) {
            if (route.getPath() != null && route.methods() != null && !FILES.contains(name(route))) {
                String path = PARAMETER.matcher(name(route)).replaceAll("{$1}");
                route.methods().stream()
                        .filter(method -> !method.name().equals("HEAD"))
                        .forEach(method -> routed.add(method + " " + path));
            }
        }
        return routed;
    }

    private static String name(Route route) {
        return route.getName() == null ? route.getPath() : route.getName();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedOneExists() {
        var described = new TreeSet<String>();
        document.operations().forEach(operation -> described.add(operation.toString()));
        assertThat(described).hasSizeGreaterThan(30).isEqualTo(routed());
    }

    @Test
    void everyOperationSaysTheRightThatTheTableAsks() {
        var table = new TreeMap<String, String>();
        Permissions.rest().stream()
                .filter(rule -> !rule.path().endsWith("*"))
                .forEach(rule -> table.put(
                        rule.method() + " " + PARAMETER.matcher(rule.path()).replaceAll("{$1}"),
                        rule.need().name()));
        var described = new TreeMap<String, String>();
        document.operations()
                .forEach(operation ->
                        described.put(operation.toString(), operation.json().getString("x-right")));
        assertThat(described).isEqualTo(table);
    }

    @Test
    void theGatewayServesTheDescription() {
        var json = house.get("/openapi.json");
        assertThat(json.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(json.json()).isEqualTo(document.json());
        var yaml = house.get("/openapi.yaml");
        assertThat(yaml.headers().get("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.body().toString()).startsWith("openapi: 3.1.1\n");
        assertThat(house.get(
                                "/openapi.json",
                                Map.of("If-None-Match", json.headers().get("ETag")))
                        .status())
                .isEqualTo(304);
    }
}
