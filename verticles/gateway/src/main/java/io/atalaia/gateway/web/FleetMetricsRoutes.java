/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.exposition.Exposition;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.gateway.service.NewestService.Newest;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The newest values of the whole fleet for Prometheus, as if a node_exporter ran on every machine. */
final class FleetMetricsRoutes {
    private static final int MOST_FILTERS = 100;

    private final Fleet fleet;
    private final NewestService newest;
    private final LongAnswers answers;

    FleetMetricsRoutes(Fleet fleet, NewestService newest, LongAnswers answers) {
        this.fleet = fleet;
        this.newest = newest;
        this.answers = answers;
    }

    void addTo(Routes routes) {
        routes.get("/metrics/fleet", this::metrics);
    }

    private void metrics(RoutingContext context) {
        var parameters = Parameters.plain(context, Set.of(), Set.of("machine", "match"), null);
        List<Member> members = members(parameters.listed("machine", MOST_FILTERS));
        List<String> prefixes = parameters.listed("match", MOST_FILTERS);
        Predicate<String> wanted =
                name -> prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith);
        answers.send(context, SystemRoutes.METRICS_TYPE, new Text(members, wanted));
    }

    private List<Member> members(List<String> ids) {
        return ids.isEmpty()
                ? fleet.members()
                : ids.stream()
                        .distinct()
                        .map(id -> fleet.find(id)
                                .orElseThrow(() -> Problem.notFound("there is no machine " + id, "machine")))
                        .toList();
    }

    /** The whole text shows one moment: that in which its first piece was asked for. */
    private final class Text implements LongAnswers.Source {
        private final List<Member> members;
        private final Predicate<String> wanted;
        private Exposition exposition;

        Text(List<Member> members, Predicate<String> wanted) {
            this.members = members;
            this.wanted = wanted;
        }

        @Override
        public Future<Boolean> next(Pieces pieces) {
            return exposition != null
                    ? answers.work(() -> exposition.write(pieces.text(), Pieces.SIGNS))
                    : newest.newest(members).compose(found -> answers.work(() -> first(found, pieces)));
        }

        private boolean first(Newest found, Pieces pieces) {
            exposition = new Exposition(found.machines(), wanted);
            silent(found.silent(), pieces);
            return exposition.write(pieces.text(), Pieces.SIGNS);
        }

        private void silent(int count, Pieces pieces) {
            String name = "atalaia_fleet_silent_gateways";
            if (wanted.test(name)) {
                pieces.text()
                        .append("# HELP " + name + " Gateways that did not tell of their machines in time\n# TYPE "
                                + name + " gauge\n" + name + " ")
                        .append(count)
                        .append('\n');
            }
        }
    }
}
