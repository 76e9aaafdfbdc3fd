/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.bench.faults.hubs.Hubs;
import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Resolver;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** A service that somebody registered, with an instance on every hub's host: its gateway, asked for /healthz. */
final class Fronts {
    private static final String SERVICE = "front";
    private static final String PASSING = "passing";
    private static final double LIMIT = 60;
    private static final int TRIES = 2;

    private final Stage stage;

    Fronts(Stage stage) {
        this.stage = stage;
    }

    void register() {
        stage.hubs().all().forEach(hub -> {
            String body = ("{\"name\":\"%s\",\"kind\":\"http\",\"address\":\"%s\",\"port\":%d,"
                            + "\"checks\":[{\"kind\":\"http\",\"target\":\"/healthz\",\"everyMs\":2000}]}")
                    .formatted(SERVICE, hub.host().address(), Hubs.GATEWAY);
            double registered = Stage.until(
                    System.nanoTime(),
                    LIMIT,
                    () -> stage.send(
                                    hub,
                                    path(hub.name()),
                                    HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)))
                            == 200);
            if (Double.isInfinite(registered)) {
                throw new IllegalStateException("the front of " + hub.name() + " cannot be registered");
            }
        });
    }

    private static String path(String hub) {
        return "/api/v1/registrations/" + SERVICE + "-" + hub;
    }

    boolean allPass() {
        return stage.hubs().all().stream().allMatch(asked -> stage.hubs().all().stream()
                .allMatch(hub -> health(asked, hub.name()).equals(PASSING)));
    }

    private String health(Running asked, String hub) {
        return stage.get(asked, path(hub))
                .map(answer -> answer.path("health").asText())
                .orElse("");
    }

    /** Whether every other hub's API tells that this one's instance fails, and the DNS of no other gives its address. */
    boolean isOut(String name) {
        return stage.others(name).stream().allMatch(other -> {
            String health = health(other, name);
            return !health.isEmpty() && !health.equals(PASSING) && !isNamed(other, name);
        });
    }

    private boolean isNamed(Running asked, String name) {
        if (!asked.roles().contains("discovery")) {
            return false;
        }
        var server = new InetSocketAddress(asked.host().address(), Hubs.DNS);
        try (var resolver = new Resolver(List.of(server), TRIES)) {
            var answer = resolver.ask(SERVICE + ".service.atalaia");
            return answer.records() > stage.others(name).size();
        }
    }

    /** Why an instance is out, as one hub tells it. */
    String why(Running asked, String name) {
        return stage.get(asked, path(name))
                .map((JsonNode answer) -> answer.path("detail").asText())
                .orElse("");
    }
}
