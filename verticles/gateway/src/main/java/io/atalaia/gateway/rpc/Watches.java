/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.query.WatchRequest;
import io.atalaia.contracts.proto.query.WatchResponse;
import io.atalaia.gateway.engine.exposition.Shown;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.platform.grpc.QueryMethods;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.StatusException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The streams on which clients watch machines. A machine that several watch is asked for once. */
final class Watches {
    private static final int MOST = 200;

    private final Fleet fleet;
    private final NewestService newest;
    private final Set<Watch> watches = new LinkedHashSet<>();
    private final Counter missed;
    private Future<?> asking = Future.succeededFuture();

    Watches(Fleet fleet, NewestService newest, MeterRegistry meters) {
        this.fleet = fleet;
        this.newest = newest;
        Gauge.builder("atalaia_watches", watches, Set::size)
                .description("gRPC streams that watch a machine")
                .register(meters);
        missed = Counter.builder("atalaia_watch_samples_missed")
                .description("Samples that clients that watch a machine were too slow for")
                .register(meters);
    }

    void take(GrpcServerRequest<WatchRequest, WatchResponse> call) {
        // Before anything is waited for: what comes without a handler is lost.
        call.last()
                .map(request -> open(call, request))
                .onComplete(
                        this::begin,
                        cause -> Statuses.fail(call.response(), QueryMethods.WATCH.fullMethodName(), cause));
    }

    private Watch open(GrpcServerRequest<WatchRequest, WatchResponse> call, WatchRequest request) {
        Rules.required("machine", request.getMachine());
        var filter = SeriesFilter.of(request.getMetricsList(), request.getLabelsMap());
        if (fleet.find(request.getMachine()).isEmpty()) {
            throw Statuses.noMachine(request.getMachine());
        }
        if (watches.size() >= MOST) {
            throw new StatusException(
                    GrpcStatus.RESOURCE_EXHAUSTED, "already " + MOST + " streams watch machines; end one first");
        }
        return new Watch(request.getMachine(), filter, call);
    }

    private void begin(Watch watch) {
        watches.add(watch);
        watch.onEnd(() -> watches.remove(watch));
        List<Member> machine = fleet.find(watch.machine()).stream().toList();
        newest.newest(machine).onSuccess(found -> found.machines().forEach(one -> tell(watch, one)));
    }

    /** While the last question waits, does nothing: a gateway that is slow costs its watchers samples. */
    void tell() {
        if (watches.isEmpty() || !asking.isComplete()) {
            return;
        }
        Set<String> ids = watches.stream().map(Watch::machine).collect(Collectors.toSet());
        List<Member> members =
                ids.stream().map(fleet::find).flatMap(Optional::stream).toList();
        asking = newest.newest(members).onSuccess(found -> {
            var machines = found.machines().stream()
                    .collect(Collectors.toMap(one -> one.facts().id(), one -> one));
            List.copyOf(watches).forEach(watch -> tell(watch, machines.get(watch.machine())));
        });
    }

    private void tell(Watch watch, Shown machine) {
        if (machine != null) {
            missed.increment(watch.show(machine));
        } else if (fleet.find(watch.machine()).isEmpty()) {
            end(watch, Statuses.noMachine(watch.machine()));
        }
    }

    private void end(Watch watch, StatusException why) {
        watches.remove(watch);
        watch.end(why);
    }

    void close() {
        var stopping = new StatusException(GrpcStatus.UNAVAILABLE, "the gateway stops; go on at another");
        List.copyOf(watches).forEach(watch -> end(watch, stopping));
    }
}
