/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.grpc;

import com.google.protobuf.Message;
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
import io.atalaia.contracts.proto.discovery.WatchRequest;
import io.atalaia.contracts.proto.discovery.WatchResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;

/** The methods of {@code atalaia.discovery.v1.Discovery} as a server sees them; {@code discovery.proto} documents them. */
public final class DiscoveryMethods {
    public static final ServiceName SERVICE = ServiceName.create("atalaia.discovery.v1.Discovery");

    public static final ServiceMethod<RegisterRequest, RegisterResponse> REGISTER =
            method("Register", RegisterRequest.getDefaultInstance());

    public static final ServiceMethod<RenewRequest, RenewResponse> RENEW =
            method("Renew", RenewRequest.getDefaultInstance());

    public static final ServiceMethod<RemoveRequest, RemoveResponse> REMOVE =
            method("Remove", RemoveRequest.getDefaultInstance());

    public static final ServiceMethod<SetMaintenanceRequest, SetMaintenanceResponse> SET_MAINTENANCE =
            method("SetMaintenance", SetMaintenanceRequest.getDefaultInstance());

    public static final ServiceMethod<ListInstancesRequest, ListInstancesResponse> LIST_INSTANCES =
            method("ListInstances", ListInstancesRequest.getDefaultInstance());

    public static final ServiceMethod<WatchRequest, WatchResponse> WATCH =
            method("Watch", WatchRequest.getDefaultInstance());

    private DiscoveryMethods() {}

    private static <Q extends Message, A extends Message> ServiceMethod<Q, A> method(String name, Q request) {
        return ServiceMethod.server(SERVICE, name, GrpcMessageEncoder.encoder(), GrpcMessageDecoder.decoder(request));
    }
}
