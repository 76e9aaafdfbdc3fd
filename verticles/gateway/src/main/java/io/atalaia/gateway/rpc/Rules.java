/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.proto.query.GetHistoryRequest;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.service.QueryLimits;
import io.atalaia.gateway.service.QueryService.Result;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;

/** What may be asked; each refusal names the field and the rule. */
final class Rules {
    /** What is 3 MB: clients take 4 MB if nobody tells them otherwise. */
    private static final long MOST_POINTS_ANSWERED = 80_000;

    private Rules() {}

    static int size(int asked, int otherwise, int most) {
        if (asked < 0 || asked > most) {
            throw Statuses.invalid("page_size", "must be from 1 to " + most + ", or 0 for " + otherwise);
        }
        return asked == 0 ? otherwise : asked;
    }

    @CanIgnoreReturnValue
    static String required(String field, String value) {
        if (value.isBlank()) {
            throw Statuses.invalid(field, "is required");
        }
        return value;
    }

    static void most(String field, int given, int most) {
        if (given > most) {
            throw Statuses.invalid(field, "may have at most " + most + " elements");
        }
    }

    static Query question(GetHistoryRequest request, long now) {
        required("machine", request.getMachine());
        int metrics = request.getMetricsCount();
        if (metrics < 1
                || metrics > QueryLimits.MOST_METRICS
                || request.getMetricsList().stream().anyMatch(String::isBlank)) {
            throw Statuses.invalid(
                    "metrics", "must have 1 to " + QueryLimits.MOST_METRICS + " elements, none of them empty");
        }
        int points = request.getPoints();
        if (points < 0 || points > QueryLimits.MOST_POINTS) {
            throw Statuses.invalid(
                    "points", "must be from 1 to " + QueryLimits.MOST_POINTS + ", or 0 for " + QueryLimits.POINTS);
        }
        long to = request.getTo() == 0 ? now : request.getTo();
        long from = request.getFrom() == 0 ? to - QueryLimits.HOUR : request.getFrom();
        range(from, to);
        return new Query(
                request.getMachine(),
                request.getMetricsList(),
                request.getLabelsMap(),
                from,
                to,
                points == 0 ? QueryLimits.POINTS : points,
                request.getRate() ? As.RATE : As.RAW);
    }

    private static void range(long from, long to) {
        if (from < 0 || from >= to) {
            throw Statuses.invalid("from", "must be before to, and not before 1970");
        }
        if (to - from > QueryLimits.LONGEST) {
            throw Statuses.invalid("from", "must lie at most 400 days before to");
        }
    }

    static Result bounded(Result result) {
        long points = QueryLimits.points(result.answer());
        if (points > MOST_POINTS_ANSWERED) {
            throw new StatusException(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "the answer would have " + points + " points, more than " + MOST_POINTS_ANSWERED
                            + "; ask for fewer points or fewer metrics, or choose by labels");
        }
        return result;
    }
}
