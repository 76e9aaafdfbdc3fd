/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.storage.Block;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Leads gRPC requests, known by their content type, to the services. */
public final class RpcDoor {
    /** Under which the context of a call keeps its method's full name. */
    public static final String METHOD = "atalaia.rpc";

    private static final String CONTENT_TYPE = "application/grpc";
    private static final String ENCODING = "grpc-encoding";
    private static final String IDENTITY = "identity";
    /** What stands around a block's payload in its message. */
    private static final long AROUND_BLOCK = 1024;

    private final GrpcServer server;
    private final RpcGate gate;
    private final List<Service> all = new ArrayList<>();

    /**
     * @param gate lets in who may
     * @param ready what {@code grpc.health.v1.Health} says of the server and of each service
     */
    public RpcDoor(Vertx vertx, List<Service> services, RpcGate gate, BooleanSupplier ready) {
        this.gate = gate;
        server = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(Block.MOST_BYTES + AROUND_BLOCK));
        all.addAll(services);
        var health = HealthService.create(vertx);
        health.register("", () -> Future.succeededFuture(ready.getAsBoolean()));
        for (Service service : services) {
            health.register(service.name(), () -> Future.succeededFuture(ready.getAsBoolean()));
        }
        all.add(health);
        // Last: it tells of those that are there.
        all.add(ReflectionService.v1());
        all.forEach(server::addService);
    }

    /** The full name of every method that is served. */
    public List<String> methods() {
        return all.stream()
                .flatMap(service -> service.descriptor().getMethods().stream())
                .map(method -> method.getService().getFullName() + "/" + method.getName())
                .toList();
    }

    /** Before every body handler: gRPC reads its bodies itself. */
    public void addTo(Router router) {
        router.route().handler(this::lead);
    }

    private void lead(RoutingContext context) {
        if (!isCall(context.request())) {
            context.next();
        } else if (IDENTITY.equals(encoding(context))) {
            gate.pass(context, () -> server.handle(context.request()));
        } else {
            // A few compressed bytes may stand for gigabytes, and the library inflates without a limit.
            RpcGate.refuse(context, GrpcStatus.UNIMPLEMENTED, "compressed messages are not taken");
        }
    }

    /** Whether a request is a gRPC call. */
    public static boolean isCall(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(CONTENT_TYPE);
    }

    private static String encoding(RoutingContext context) {
        String named = context.request().getHeader(ENCODING);
        return named == null ? IDENTITY : named;
    }
}
