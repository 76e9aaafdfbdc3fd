/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskVerdicts;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.platform.bus.Breaker;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.Catalog;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which services run where, and how they are. */
final class ServiceRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Comparator<ServiceView> ORDER = Comparator.comparing(ServiceView::service)
            .thenComparing(ServiceView::host)
            .thenComparing(ServiceView::node);

    private final Bus bus;
    private final Catalog catalog;

    ServiceRoutes(Bus bus, Catalog catalog) {
        this.bus = bus;
        this.catalog = catalog;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/services", this::services).get("/api/v1/health", this::health);
    }

    private record ServiceView(
            String service,
            String node,
            String host,
            String address,
            long since,
            String health,
            String detail,
            long checkedAt,
            Double latencyMs,
            List<StoryView.ChangeView> history) {
        static ServiceView of(Verdict verdict, Catalog catalog) {
            Instance instance = verdict.instance();
            return new ServiceView(
                    instance.service(),
                    instance.node(),
                    instance.host(),
                    instance.address(),
                    instance.since(),
                    verdict.health().name().toLowerCase(Locale.ROOT),
                    verdict.detail(),
                    verdict.checkedAt(),
                    verdict.latencyMillis(),
                    StoryView.history(catalog.history(JudgementApi.roleKey(instance.address()))));
        }
    }

    private record Services(List<ServiceView> items, boolean stale, String next) {}

    private record BreakerView(String name, String state, long failures) {}

    private record HealthView(String status, List<ServiceView> items, List<BreakerView> breakers) {}

    private void services(RoutingContext context) {
        Parameters.none(context);
        Replies.json(context, known());
    }

    /** Without a health-check there are still the registrations, of which then nothing is known. */
    private Future<Services> known() {
        return bus.ask(HealthApi.VERDICTS, new AskVerdicts(), PATIENCE)
                .map(answer -> services(answer.verdicts(), answer.stale()))
                .recover(noHealth -> bus.ask(DiscoveryApi.INSTANCES, new AskInstances(""), PATIENCE)
                        .map(answer -> services(
                                answer.instances().stream()
                                        .map(one -> new Verdict(one, Health.UNKNOWN, "", 0, null))
                                        .toList(),
                                answer.stale())));
    }

    private Services services(List<Verdict> verdicts, boolean stale) {
        return new Services(
                verdicts.stream()
                        .map(one -> ServiceView.of(one, catalog))
                        .sorted(ORDER)
                        .toList(),
                stale,
                null);
    }

    private void health(RoutingContext context) {
        Parameters.none(context);
        var own = bus.breakers().all().stream()
                .map(one -> new BreakerView(one.name(), Breaker.word(one.position()), one.failures()));
        var others = bus.breakers().others().stream()
                .map(one -> new BreakerView(one.address(), Breaker.word(one.position()), one.failures()));
        var breakers = Stream.concat(own, others).toList();
        Replies.json(
                context,
                known().map(services -> new HealthView(status(services), services.items(), breakers))
                        .recover(cause -> cause instanceof Fault
                                ? Future.succeededFuture(new HealthView("failing", List.of(), breakers))
                                : Future.failedFuture(cause)));
    }

    private static String status(Services services) {
        boolean failing = services.stale()
                || services.items().stream().anyMatch(one -> one.health().equals("failing"));
        return failing ? "failing" : "passing";
    }
}
