/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.service.ExportService;
import io.atalaia.gateway.service.ExportService.Export;
import io.atalaia.gateway.service.QueryLimits;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Every stored sample of a long range as CSV, page by page: what is in memory at once does not depend on the range. */
final class ExportRoutes {
    private static final String LABEL = "label.";

    private final ExportService exports;
    private final LongAnswers answers;
    private final Clock clock;

    ExportRoutes(ExportService exports, LongAnswers answers, Clock clock) {
        this.exports = exports;
        this.answers = answers;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/export", this::export);
    }

    private void export(RoutingContext context) {
        var parameters = Parameters.plain(context, Set.of("machine", "from", "to"), Set.of("metric"), LABEL);
        long to = parameters.time("to", clock.millis());
        long from = parameters.time("from", to - QueryLimits.HOUR);
        QueryRoutes.checkRange(from, to);
        var question = new Query(
                parameters.required("machine"),
                parameters.list("metric", QueryLimits.MOST_METRICS),
                parameters.prefixed(LABEL),
                from,
                to,
                QueryLimits.MOST_POINTS,
                As.RAW);
        Export export = exports.begin(question);
        context.response().putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"atalaia-export.csv\"");
        answers.send(context, Csv.TYPE, new Rows(export));
    }

    private final class Rows implements LongAnswers.Source {
        private final Export export;
        private boolean headed;

        Rows(Export export) {
            this.export = export;
        }

        @Override
        public Future<Boolean> next(Pieces pieces) {
            return export.next()
                    .compose(page -> answers.work(() -> {
                        if (!headed) {
                            pieces.text().append(Csv.HEADER);
                            headed = true;
                        }
                        Csv.rows(pieces.text(), export.machine(), page.answer(), As.RAW);
                        return page.more();
                    }));
        }
    }
}
