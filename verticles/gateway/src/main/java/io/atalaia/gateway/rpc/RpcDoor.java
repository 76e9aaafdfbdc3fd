/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.storage.Block;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.Service;
import java.util.List;

/** Leads gRPC requests, known by their content type, to the services. */
public final class RpcDoor {
    private static final String CONTENT_TYPE = "application/grpc";
    /** What stands around a block's payload in its message. */
    private static final long AROUND_BLOCK = 1024;

    private final GrpcServer server;

    public RpcDoor(Vertx vertx, List<Service> services) {
        server = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(Block.MOST_BYTES + AROUND_BLOCK));
        services.forEach(server::addService);
    }

    /** Before every body handler: gRPC reads its bodies itself. */
    public void addTo(Router router) {
        router.route().handler(this::lead);
    }

    private void lead(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith(CONTENT_TYPE)) {
            server.handle(context.request());
        } else {
            context.next();
        }
    }
}
