/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.discovery.WatchRequest;
import io.atalaia.contracts.proto.discovery.WatchResponse;
import io.atalaia.gateway.engine.Changes;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.Map;

/** One client that watches the registry. Nothing is queued for it: what it missed comes with the next change it can take. */
final class RegistryWatch {
    private final String name;
    private final GrpcServerRequest<WatchRequest, WatchResponse> call;
    private final GrpcServerResponse<WatchRequest, WatchResponse> response;
    private Runnable onEnd = () -> {};
    /** Null before the first message. */
    private Map<String, Standing> shown;

    private boolean stale;
    private boolean over;

    /** @param name of a service; empty for all */
    RegistryWatch(String name, GrpcServerRequest<WatchRequest, WatchResponse> call) {
        this.name = name;
        this.call = call;
        this.response = call.response();
    }

    /** When the client goes away, or {@link #end} was called. */
    void onEnd(Runnable task) {
        onEnd = task;
        call.errorHandler(cancelled -> over()).exceptionHandler(gone -> over());
        response.exceptionHandler(gone -> over());
    }

    /** When the client can take more again. */
    void onDrain(Runnable task) {
        response.drainHandler(drained -> task.run());
    }

    /** Sends what changed since the last message, unless the client has not taken that yet. */
    void show(Snapshot now) {
        if (over || response.writeQueueFull()) {
            return;
        }
        var standings = Changes.of(now, name);
        var changes = Changes.between(shown == null ? Map.of() : shown, standings);
        if (shown == null || !changes.isEmpty() || stale != now.stale()) {
            shown = standings;
            stale = now.stale();
            write(WatchResponse.newBuilder()
                    .setIndex(now.index())
                    .setStale(stale)
                    .addAllPut(changes.put().stream().map(Registered::instance).toList())
                    .addAllRemoved(changes.removed())
                    .build());
        }
    }

    private void write(WatchResponse message) {
        try {
            response.write(message).onFailure(gone -> over());
        } catch (IllegalStateException cancelled) {
            // The client went away in this very moment.
            over();
        }
    }

    void end(StatusException why) {
        over();
        try {
            response.status(why.status()).statusMessage(why.message()).end();
        } catch (IllegalStateException cancelled) {
            // It has gone already.
            over = true;
        }
    }

    private void over() {
        if (!over) {
            over = true;
            onEnd.run();
        }
    }
}
