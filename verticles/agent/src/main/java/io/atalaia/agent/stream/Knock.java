/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.platform.grpc.IngestMethods;
import io.atalaia.platform.tls.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.util.concurrent.TimeUnit;

/** Tries whether a gateway would take an agent: goes the agent's way as far as the door, and says goodbye. */
public final class Knock {
    private static final int PATIENCE_MILLIS = 5_000;

    private Knock() {}

    /**
     * @param known whether the gateway knows the token or the certificate
     * @param taken whether it takes the agent now
     * @param why its words when it does not
     */
    public record Answer(boolean known, boolean taken, String why) {}

    /** Fails when there is no answer; {@link #words} tells why. */
    public static Future<Answer> at(Vertx vertx, GatewayAddress address, PemFiles tls, String token) {
        HttpClientOptions options = Dialling.options(address, tls, PATIENCE_MILLIS);
        var client = GrpcClient.client(vertx, options);
        return client.request(address.socket(), IngestMethods.CONNECTING)
                .compose(request -> ask(request, token))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .eventually(client::close);
    }

    private static <Q, A> Future<Answer> ask(GrpcClientRequest<Q, A> request, String token) {
        if (!token.isEmpty()) {
            request.headers().set("authorization", "Bearer " + token);
        }
        return request.end().compose(sent -> request.response()).compose(response -> response.end()
                .transform(ended -> judged(response, ended.cause())));
    }

    /** An end that is not good fails with the status that the response has too; without one the connection broke. */
    private static Future<Answer> judged(GrpcClientResponse<?, ?> response, Throwable broken) {
        var status = response.status();
        if (status == null) {
            return Future.failedFuture(broken);
        }
        boolean refused = status == GrpcStatus.UNAUTHENTICATED || status == GrpcStatus.PERMISSION_DENIED;
        return Future.succeededFuture(
                new Answer(!refused, status == GrpcStatus.OK, String.valueOf(response.statusMessage())));
    }

    /** What goes behind "the gateway" when the knock failed. */
    public static String words(Throwable failure) {
        return Dialling.unreached(failure);
    }
}
