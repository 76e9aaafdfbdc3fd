/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.grpc;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.SaveMetricRequest;
import io.atalaia.contracts.proto.ingest.SaveMetricResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;

/** The methods of {@code atalaia.ingest.v1.Ingest}; {@code ingest.proto} documents them. */
public final class IngestMethods {
    /** Metadata at the end of a stream: after how many milliseconds to come again, as gRPC itself names it (its proposal A6). */
    public static final String PUSHBACK = "grpc-retry-pushback-ms";

    public static final ServiceName SERVICE = ServiceName.create("atalaia.ingest.v1.Ingest");

    public static final ServiceMethod<AgentMessage, GatewayMessage> CONNECT = ServiceMethod.server(
            SERVICE,
            "Connect",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(AgentMessage.getDefaultInstance()));

    /** The same as an agent sees it. */
    public static final ServiceMethod<GatewayMessage, AgentMessage> CONNECTING = ServiceMethod.client(
            SERVICE,
            "Connect",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(GatewayMessage.getDefaultInstance()));

    public static final ServiceMethod<SaveMetricRequest, SaveMetricResponse> SAVE_METRIC = ServiceMethod.server(
            SERVICE,
            "SaveMetric",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(SaveMetricRequest.getDefaultInstance()));

    private IngestMethods() {}
}
