/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Standing;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Registered services as Prometheus finds its targets over HTTP
 * (prometheus.io/docs/prometheus/latest/http_sd). Failing ones are among them: that they do not answer is what it is to see.
 */
final class TargetRoutes {
    private static final String META = "__meta_atalaia_";

    private final Catalog catalog;

    TargetRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/prometheus/targets", this::targets);
    }

    private record Group(List<String> targets, Map<String, String> labels) {}

    private void targets(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("name", "tag"), Set.of(), null);
        String name = parameters.text("name", "");
        String tag = parameters.text("tag", "");
        var now = catalog.now();
        if (now.index() == 0 && now.stale()) {
            // Prometheus keeps the targets that it had when an answer is a failure.
            throw new Problem(503, "the registry has not been read yet");
        }
        var standings = name.isEmpty()
                ? now.services().values().stream().flatMap(Collection::stream)
                : now.instances(name).stream();
        Replies.json(context, (Object) standings
                .filter(one -> one.registration().kind() != ServiceKind.BUS)
                .filter(one -> tag.isEmpty() || one.registration().tags().contains(tag))
                .map(TargetRoutes::group)
                .toList());
    }

    private static Group group(Standing standing) {
        Registration one = standing.registration();
        String host = one.address().contains(":") ? "[" + one.address() + "]" : one.address();
        Map<String, String> labels = new TreeMap<>();
        labels.put(META + "service", one.name());
        labels.put(META + "service_id", one.id());
        labels.put(META + "kind", one.kind().word());
        labels.put(META + "node", one.host());
        labels.put(META + "health", standing.health().name().toLowerCase(Locale.ROOT));
        // As Consul's: commas around each, so that a pattern finds a whole tag.
        labels.put(META + "tags", "," + String.join(",", one.tags()) + ",");
        one.meta().forEach((key, value) -> labels.put(META + "meta_" + key.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        return new Group(List.of(host + ":" + one.port()), labels);
    }
}
