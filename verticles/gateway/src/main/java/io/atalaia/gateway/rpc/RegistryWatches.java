/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.discovery.WatchRequest;
import io.atalaia.contracts.proto.discovery.WatchResponse;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.grpc.DiscoveryMethods;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.StatusException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The streams on which clients watch the registry. */
final class RegistryWatches {
    private static final int MOST = 200;

    private final Vertx vertx;
    private final Catalog catalog;
    private final Set<RegistryWatch> watches = new LinkedHashSet<>();

    RegistryWatches(Vertx vertx, Catalog catalog, MeterRegistry meters) {
        this.vertx = vertx;
        this.catalog = catalog;
        Gauge.builder("atalaia_registry_watches", watches, Set::size)
                .description("gRPC streams that watch registered services")
                .register(meters);
    }

    void take(GrpcServerRequest<WatchRequest, WatchResponse> call) {
        // Before anything is waited for: what comes without a handler is lost.
        call.last()
                .map(request -> open(call, request))
                .onComplete(
                        this::begin,
                        cause -> Statuses.fail(call.response(), DiscoveryMethods.WATCH.fullMethodName(), cause));
    }

    private RegistryWatch open(GrpcServerRequest<WatchRequest, WatchResponse> call, WatchRequest request) {
        if (watches.size() >= MOST) {
            throw new StatusException(
                    GrpcStatus.RESOURCE_EXHAUSTED, "already " + MOST + " streams watch the registry; end one first");
        }
        return new RegistryWatch(request.getName(), call);
    }

    private void begin(RegistryWatch watch) {
        watches.add(watch);
        Context context = vertx.getOrCreateContext();
        var following = catalog.watch(snapshot -> context.runOnContext(go -> watch.show(catalog.now())));
        watch.onDrain(() -> watch.show(catalog.now()));
        watch.onEnd(() -> {
            following.end();
            watches.remove(watch);
        });
    }

    void close() {
        var stopping = new StatusException(GrpcStatus.UNAVAILABLE, "the gateway stops; go on at another");
        List.copyOf(watches).forEach(watch -> watch.end(stopping));
    }
}
