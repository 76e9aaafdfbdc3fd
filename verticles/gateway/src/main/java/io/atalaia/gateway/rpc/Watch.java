/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.query.Value;
import io.atalaia.contracts.proto.query.WatchRequest;
import io.atalaia.contracts.proto.query.WatchResponse;
import io.atalaia.gateway.engine.exposition.Shown;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.List;

/** One client that watches one machine. Nothing is queued for it beyond what the connection takes. */
final class Watch {
    private final String machine;
    private final SeriesFilter filter;
    private final GrpcServerRequest<WatchRequest, WatchResponse> call;
    private final GrpcServerResponse<WatchRequest, WatchResponse> response;
    private Runnable onEnd = () -> {};
    private long shown;
    private long missed;

    Watch(String machine, SeriesFilter filter, GrpcServerRequest<WatchRequest, WatchResponse> call) {
        this.machine = machine;
        this.filter = filter;
        this.call = call;
        this.response = call.response();
    }

    String machine() {
        return machine;
    }

    /** When the client goes away. */
    void onEnd(Runnable task) {
        onEnd = task;
        call.errorHandler(cancelled -> onEnd.run()).exceptionHandler(gone -> onEnd.run());
        response.exceptionHandler(gone -> onEnd.run());
    }

    /**
     * Sends the newest sample if it is news.
     *
     * @return how many samples the client missed just now: 0 or 1
     */
    int show(Shown now) {
        if (now.sample() == null || now.sample().time() == shown) {
            return 0;
        }
        List<Value> values = filter.values(now);
        shown = now.sample().time();
        if (values.isEmpty()) {
            return 0;
        }
        if (response.writeQueueFull()) {
            missed++;
            return 1;
        }
        write(WatchResponse.newBuilder()
                .setTime(shown)
                .addAllValues(values)
                .setMissed(missed)
                .build());
        missed = 0;
        return 0;
    }

    private void write(WatchResponse message) {
        try {
            response.write(message).onFailure(gone -> onEnd.run());
        } catch (IllegalStateException cancelled) {
            // The client went away in this very moment.
            onEnd.run();
        }
    }

    void end(StatusException why) {
        try {
            response.status(why.status()).statusMessage(why.message()).end();
        } catch (IllegalStateException cancelled) {
            onEnd.run();
        }
    }
}
