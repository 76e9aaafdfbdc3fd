/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.grpc;

import com.google.protobuf.Message;
import io.atalaia.contracts.proto.query.GetHistoryRequest;
import io.atalaia.contracts.proto.query.GetHistoryResponse;
import io.atalaia.contracts.proto.query.GetMetricsRequest;
import io.atalaia.contracts.proto.query.GetMetricsResponse;
import io.atalaia.contracts.proto.query.ListMachinesRequest;
import io.atalaia.contracts.proto.query.ListMachinesResponse;
import io.atalaia.contracts.proto.query.WatchRequest;
import io.atalaia.contracts.proto.query.WatchResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;

/** The methods of {@code atalaia.query.v1.Query} as a server sees them; {@code query.proto} documents them. */
public final class QueryMethods {
    public static final ServiceName SERVICE = ServiceName.create("atalaia.query.v1.Query");

    public static final ServiceMethod<ListMachinesRequest, ListMachinesResponse> LIST_MACHINES =
            method("ListMachines", ListMachinesRequest.getDefaultInstance());

    public static final ServiceMethod<GetMetricsRequest, GetMetricsResponse> GET_METRICS =
            method("GetMetrics", GetMetricsRequest.getDefaultInstance());

    public static final ServiceMethod<GetHistoryRequest, GetHistoryResponse> GET_HISTORY =
            method("GetHistory", GetHistoryRequest.getDefaultInstance());

    public static final ServiceMethod<WatchRequest, WatchResponse> WATCH =
            method("Watch", WatchRequest.getDefaultInstance());

    private QueryMethods() {}

    private static <Q extends Message, A extends Message> ServiceMethod<Q, A> method(String name, Q request) {
        return ServiceMethod.server(SERVICE, name, GrpcMessageEncoder.encoder(), GrpcMessageDecoder.decoder(request));
    }
}
