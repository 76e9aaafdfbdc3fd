/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.contracts.series.Unit;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.service.QueryLimits;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.gateway.service.QueryService.Result;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.series.Significant;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Samples of the past. */
final class QueryRoutes {
    private static final String LABEL = "label.";

    private static final long MOST_ANSWERED = 500_000;

    private final QueryService queries;
    private final Clock clock;

    QueryRoutes(QueryService queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/query", this::answer);
    }

    private record SeriesView(
            String metric,
            Map<String, String> labels,
            long[] t,
            double[] min,
            double[] avg,
            double[] max,
            double[] last) {
        /** What was sampled goes out as it is; what was computed from it with no more digits than it can have. */
        static SeriesView of(Points points, As as) {
            UnaryOperator<double[]> exact = as == As.RATE ? SeriesView::rounded : values -> values;
            return new SeriesView(
                    points.series().name(),
                    points.series().labels(),
                    points.t(),
                    exact.apply(points.min()),
                    rounded(points.avg()),
                    exact.apply(points.max()),
                    exact.apply(points.last()));
        }

        private static double[] rounded(double[] values) {
            return Arrays.stream(values).map(Significant::rounded).toArray();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AnswerView(
            String unit,
            String tier,
            long step,
            List<SeriesView> series,
            List<Gap> gaps,
            boolean complete,
            String note) {}

    private void answer(RoutingContext context) {
        var parameters = Parameters.of(
                context, Set.of("machine", "from", "to", "points", "as", "format"), Set.of("metric"), LABEL);
        Query question = question(parameters);
        context.response().putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
        var result = queries.query(question).map(QueryRoutes::bounded);
        if (Csv.wanted(context, parameters.text("format", ""))) {
            parameters.none(Fields.NAME, "parameter 'fields' is for JSON; a table has its columns");
            Replies.large(context, Csv.TYPE, result, found -> csv(question, found));
        } else {
            Replies.large(context, result, found -> view(question, found));
        }
    }

    private static Result bounded(Result result) {
        long points = QueryLimits.points(result.answer());
        if (points > MOST_ANSWERED) {
            throw Problem.bad(
                    "points",
                    "the answer would have " + points + " points, more than " + MOST_ANSWERED
                            + "; ask for fewer points or fewer metrics, or choose by labels");
        }
        return result;
    }

    private static AnswerView view(Query question, Result result) {
        return new AnswerView(
                unit(question.metrics()),
                result.answer().tier(),
                result.answer().stepMillis(),
                result.answer().series().stream()
                        .map(points -> SeriesView.of(points, question.as()))
                        .toList(),
                result.answer().gaps(),
                result.complete(),
                result.note());
    }

    private static String csv(Query question, Result result) {
        if (!result.complete()) {
            throw new Fault(Fault.UNAVAILABLE, result.note() + "; ask for JSON to get these");
        }
        var out = new StringBuilder(Csv.HEADER);
        Csv.rows(out, question.machine(), result.answer(), question.as());
        return out.toString();
    }

    private Query question(Parameters parameters) {
        String machine = parameters.required("machine");
        List<String> metrics = parameters.list("metric", QueryLimits.MOST_METRICS);
        long to = parameters.time("to", clock.millis());
        long from = parameters.time("from", to - QueryLimits.HOUR);
        checkRange(from, to);
        return new Query(
                machine,
                metrics,
                parameters.prefixed(LABEL),
                from,
                to,
                parameters.number("points", QueryLimits.POINTS, 1, QueryLimits.MOST_POINTS),
                as(parameters.text("as", "raw")));
    }

    static void checkRange(long from, long to) {
        if (from >= to) {
            throw Problem.bad("from", "parameter 'from' must be before 'to'");
        }
        if (to - from > QueryLimits.LONGEST) {
            throw Problem.bad("from", "parameters 'from' and 'to' must lie at most 400 days apart");
        }
    }

    private static As as(String word) {
        return switch (word) {
            case "raw" -> As.RAW;
            case "rate" -> As.RATE;
            default -> throw Problem.bad("as", "parameter 'as' must be raw or rate");
        };
    }

    /** The unit that all metrics share, or null. */
    private static String unit(List<String> metrics) {
        Set<Unit> units = Set.copyOf(metrics.stream().map(Unit::of).toList());
        return units.size() == 1 ? units.iterator().next().symbol() : null;
    }
}
