/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.access.Permissions;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of permissions has everything that there is, and nothing else. */
class PermissionsTest {
    /** Behind these stands an answer that there is nothing. */
    private static final Set<String> NOTHING_THERE = Set.of("/api", "/api/*", "/metrics/*", "/eventbus");

    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyRouteIsInTheTableAndEveryRowOfTheTableIsARoute() {
        var routes = new TreeSet<String>();
        for (Route route : house.gateway.router().getRoutes()) {
            if (route.getPath() != null && route.methods() != null) {
                route.methods().stream()
                        .filter(method -> !method.name().equals("HEAD"))
                        .forEach(method -> routes.add(method + " " + pattern(route)));
            }
        }
        routes.addAll(List.of("GET /eventbus/*", "POST /eventbus/*"));
        var table = new TreeSet<String>();
        Permissions.rest().forEach(rule -> table.add(rule.method() + " " + rule.path()));
        assertThat(routes).isEqualTo(table);
    }

    @Test
    void whatTakesEveryMethodIsABridgeARefusalOrOneOfTheOthersAgain() {
        var named = new TreeSet<String>(NOTHING_THERE);
        Permissions.rest().forEach(rule -> named.add(rule.path()));
        var all = new TreeSet<String>();
        house.gateway.router().getRoutes().stream()
                .filter(route -> route.getPath() != null)
                .forEach(route -> all.add(pattern(route)));
        assertThat(named).containsAll(all);
    }

    private static String pattern(Route route) {
        String name = route.getName() == null ? route.getPath() : route.getName();
        return route.isExactPath() || name.endsWith("*") ? name : name.endsWith("/") ? name + "*" : name + "/*";
    }

    @Test
    void everyMethodOfGrpcIsInTheTableAndEveryRowOfTheTableIsAMethod() {
        assertThat(house.gateway.rpcMethods())
                .containsExactlyInAnyOrderElementsOf(Permissions.rpc().keySet());
    }
}
