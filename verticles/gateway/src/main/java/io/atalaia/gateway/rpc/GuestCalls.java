/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.proto.ingest.SaveMetricRequest;
import io.atalaia.contracts.proto.ingest.SaveMetricResponse;
import io.atalaia.gateway.engine.GuestLine;
import io.atalaia.gateway.engine.Refusal;
import io.atalaia.gateway.service.GuestService;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.Map;

/** {@code SaveMetric}: one sample of a program. */
final class GuestCalls {
    private final GuestService guests;

    GuestCalls(GuestService guests) {
        this.guests = guests;
    }

    void save(GrpcServerRequest<SaveMetricRequest, SaveMetricResponse> request) {
        request.invalidMessageHandler(invalid -> {
            request.endHandler(ended -> {});
            AgentStream.refuse(request, GrpcStatus.INVALID_ARGUMENT, "the message is too large");
        });
        request.endHandler(
                ended -> AgentStream.refuse(request, GrpcStatus.INVALID_ARGUMENT, "the call ended without a message"));
        request.messageHandler(message -> {
            // A second message is no part of this method; one answer is all that there is.
            request.messageHandler(more -> {}).endHandler(ended -> {});
            save(request, message);
        });
    }

    private void save(GrpcServerRequest<SaveMetricRequest, SaveMetricResponse> request, GrpcMessage message) {
        try {
            String address = request.connection().remoteAddress().hostAddress();
            guests.save(line(SaveMetricRequest.parseFrom(message.payload().getBytes()), address), address)
                    .onComplete(
                            saved -> request.response()
                                    .end(SaveMetricResponse.getDefaultInstance())
                                    .onFailure(gone -> {}),
                            cause -> AgentStream.refuse(request, status(cause), cause.getMessage()));
        } catch (InvalidProtocolBufferException e) {
            AgentStream.refuse(request, GrpcStatus.INVALID_ARGUMENT, "the message is not a SaveMetricRequest");
        }
    }

    private static GuestLine line(SaveMetricRequest sample, String address) {
        return new GuestLine(
                sample.getClient().isEmpty() ? address : sample.getClient(),
                Map.of(sample.getMetric(), sample.getValue()),
                sample.getLabelsMap(),
                sample.getTime(),
                sample.getId());
    }

    private static GrpcStatus status(Throwable cause) {
        int code = cause instanceof Refusal refusal ? refusal.code() : Refusal.UNAVAILABLE;
        return switch (code) {
            case Refusal.BAD -> GrpcStatus.INVALID_ARGUMENT;
            case Refusal.BUSY -> GrpcStatus.RESOURCE_EXHAUSTED;
            default -> GrpcStatus.UNAVAILABLE;
        };
    }
}
