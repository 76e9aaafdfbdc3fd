/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.query.Value;
import io.atalaia.contracts.proto.query.WatchRequest;
import io.atalaia.contracts.proto.query.WatchResponse;
import io.atalaia.gateway.engine.exposition.Shown;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.List;

/** One client that watches one machine. Nothing is queued for it beyond what the connection takes. */
final class Watch {
    private final String machine;
    private final SeriesFilter filter;
    private final GrpcServerResponse<WatchRequest, WatchResponse> response;
    private Runnable onEnd = () -> {};
    private long shown;
    private long missed;

    Watch(String machine, SeriesFilter filter, GrpcServerResponse<WatchRequest, WatchResponse> response) {
        this.machine = machine;
        this.filter = filter;
        this.response = response;
    }

    String machine() {
        return machine;
    }

    /** When the client goes away. */
    void onEnd(Runnable task) {
        onEnd = task;
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
        response.write(WatchResponse.newBuilder()
                        .setTime(shown)
                        .addAllValues(values)
                        .setMissed(missed)
                        .build())
                .onFailure(gone -> onEnd.run());
        missed = 0;
        return 0;
    }

    void end(StatusException why) {
        response.status(why.status()).statusMessage(why.message());
        response.end();
    }
}
