/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Maintain;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.DiscoveryApi.Renew;
import io.atalaia.contracts.proto.discovery.DiscoveryProto;
import io.atalaia.contracts.proto.discovery.ListInstancesRequest;
import io.atalaia.contracts.proto.discovery.ListInstancesResponse;
import io.atalaia.contracts.proto.discovery.RegisterRequest;
import io.atalaia.contracts.proto.discovery.RegisterResponse;
import io.atalaia.contracts.proto.discovery.RemoveRequest;
import io.atalaia.contracts.proto.discovery.RemoveResponse;
import io.atalaia.contracts.proto.discovery.RenewRequest;
import io.atalaia.contracts.proto.discovery.RenewResponse;
import io.atalaia.contracts.proto.discovery.SetMaintenanceRequest;
import io.atalaia.contracts.proto.discovery.SetMaintenanceResponse;
import io.atalaia.gateway.engine.Changes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.grpc.DiscoveryMethods;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code atalaia.discovery.v1.Discovery}: what REST answers, for gRPC clients. Used on the gateway's event loop alone. */
public final class DiscoveryDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int INSTANCES = 100;
    private static final int MOST_INSTANCES = 1_000;

    private final Bus bus;
    private final Catalog catalog;
    private final RegistryWatches watches;

    public DiscoveryDoor(Vertx vertx, Bus bus, Catalog catalog, MeterRegistry meters) {
        this.bus = bus;
        this.catalog = catalog;
        this.watches = new RegistryWatches(vertx, catalog, meters);
    }

    public Service service() {
        return Service.service(
                        DiscoveryMethods.SERVICE, DiscoveryProto.getDescriptor().findServiceByName("Discovery"))
                .bind(DiscoveryMethods.REGISTER, call -> Calls.answer(call, DiscoveryMethods.REGISTER, this::register))
                .bind(DiscoveryMethods.RENEW, call -> Calls.answer(call, DiscoveryMethods.RENEW, this::renew))
                .bind(DiscoveryMethods.REMOVE, call -> Calls.answer(call, DiscoveryMethods.REMOVE, this::remove))
                .bind(
                        DiscoveryMethods.SET_MAINTENANCE,
                        call -> Calls.answer(call, DiscoveryMethods.SET_MAINTENANCE, this::maintain))
                .bind(
                        DiscoveryMethods.LIST_INSTANCES,
                        call -> Calls.answer(call, DiscoveryMethods.LIST_INSTANCES, this::list))
                .bind(DiscoveryMethods.WATCH, watches::take)
                .build();
    }

    public void close() {
        watches.close();
    }

    private Future<RegisterResponse> register(RegisterRequest request) {
        return bus.ask(DiscoveryApi.REGISTER, new Register(Registered.read(request.getRegistration())), PATIENCE)
                .map(done -> RegisterResponse.newBuilder()
                        .setInstance(Registered.instance(done))
                        .setIndex(done.index())
                        .build());
    }

    private Future<RenewResponse> renew(RenewRequest request) {
        return bus.ask(DiscoveryApi.RENEW, new Renew(Rules.required("id", request.getId())), PATIENCE)
                .map(done -> RenewResponse.getDefaultInstance());
    }

    private Future<RemoveResponse> remove(RemoveRequest request) {
        return bus.ask(DiscoveryApi.REMOVE, new Remove(Rules.required("id", request.getId())), PATIENCE)
                .map(done -> RemoveResponse.getDefaultInstance());
    }

    private Future<SetMaintenanceResponse> maintain(SetMaintenanceRequest request) {
        String reason = request.getReason().isBlank() ? null : request.getReason();
        return bus.ask(DiscoveryApi.MAINTAIN, new Maintain(Rules.required("id", request.getId()), reason), PATIENCE)
                .map(done -> SetMaintenanceResponse.newBuilder()
                        .setInstance(Registered.instance(done))
                        .setIndex(done.index())
                        .build());
    }

    private Future<ListInstancesResponse> list(ListInstancesRequest request) {
        int size = Rules.size(request.getPageSize(), INSTANCES, MOST_INSTANCES);
        var now = catalog.now();
        List<Standing> found = Changes.of(now, request.getName()).entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(request.getPageToken()) > 0)
                .map(Map.Entry::getValue)
                .filter(standing -> standing.isServing() || !request.getServing())
                .limit(size + 1L)
                .toList();
        var answer = ListInstancesResponse.newBuilder().setIndex(now.index()).setStale(now.stale());
        found.stream().limit(size).map(Registered::instance).forEach(answer::addInstances);
        if (found.size() > size) {
            answer.setNextPageToken(found.get(size - 1).registration().id());
        }
        return Future.succeededFuture(answer.build());
    }
}
