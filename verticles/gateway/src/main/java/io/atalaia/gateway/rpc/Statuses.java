/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.gateway.service.QueryService.UnknownMetric;
import io.atalaia.platform.bus.Fault;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in gRPC's words what went wrong. What went wrong inside stays in the log. */
final class Statuses {
    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

    private Statuses() {}

    /** @param field as the proto file names it */
    static Violation invalid(String field, String rule) {
        return new Violation(field, rule);
    }

    static StatusException noMachine(String id) {
        return new StatusException(GrpcStatus.NOT_FOUND, "there is no machine " + id);
    }

    static void fail(GrpcServerResponse<?, ?> response, String method, Throwable cause) {
        StatusException failure = of(method, cause);
        response.status(failure.status()).statusMessage(failure.message());
        if (cause instanceof Violation violation) {
            response.trailers().set(Details.NAME, Details.of(failure.status(), failure.message(), violation));
        }
        response.end().onFailure(gone -> {});
    }

    private static StatusException of(String method, Throwable cause) {
        if (cause instanceof StatusException known) {
            return known;
        }
        if (cause instanceof Violation violation) {
            return new StatusException(GrpcStatus.INVALID_ARGUMENT, violation.getMessage());
        }
        if (cause instanceof UnknownMetric unknown) {
            return new StatusException(GrpcStatus.NOT_FOUND, unknown.getMessage());
        }
        if (cause instanceof Fault fault && fault.code() != Fault.INTERNAL) {
            return new StatusException(status(fault.code()), fault.getMessage());
        }
        LOG.atError().addKeyValue("method", method).setCause(cause).log("gRPC call failed");
        return new StatusException(GrpcStatus.INTERNAL, "something went wrong inside; the log has the details");
    }

    private static GrpcStatus status(int code) {
        return switch (code) {
            case Fault.BAD_REQUEST -> GrpcStatus.INVALID_ARGUMENT;
            case Fault.UNAUTHENTICATED -> GrpcStatus.UNAUTHENTICATED;
            case Fault.FORBIDDEN -> GrpcStatus.PERMISSION_DENIED;
            case Fault.NOT_FOUND -> GrpcStatus.NOT_FOUND;
            case Fault.CONFLICT -> GrpcStatus.FAILED_PRECONDITION;
            case Fault.TOO_LARGE, Fault.BUSY -> GrpcStatus.RESOURCE_EXHAUSTED;
            case Fault.UNAVAILABLE, Fault.TIMEOUT -> GrpcStatus.UNAVAILABLE;
            default -> GrpcStatus.UNKNOWN;
        };
    }
}
