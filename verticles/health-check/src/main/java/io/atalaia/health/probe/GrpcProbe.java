/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * {@code grpc.health.v1.Health/Check} answers SERVING (github.com/grpc/grpc/blob/master/doc/health-checking.md), over HTTP/2
 * without TLS. The one call is spoken here as it is: a client of its own for each target would cost more than the check.
 */
final class GrpcProbe implements Probe {
    private static final int MOST_TO_ONE = 64;
    private static final int LONGEST_ANSWER = 4 * 1024;
    private static final int PREFIX = 5;

    private final HttpClient client;

    GrpcProbe(Vertx vertx) {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                // A connection each: what is closed after one answer must not carry another's.
                .setHttp2MultiplexingLimit(1)
                .setSoLinger(0);
        client = vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(MOST_TO_ONE));
    }

    @Override
    public Future<Outcome> ask(Goal goal, Check check, Deadline deadline) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(goal.socket())
                .setHost(goal.authority())
                .setPort(goal.port())
                .setURI("/grpc.health.v1.Health/Check")
                .setConnectTimeout(deadline.millis());
        return client.request(options)
                .compose(request -> {
                    deadline.onEnd(() -> request.connection().close());
                    return request.putHeader("content-type", "application/grpc")
                            .putHeader("te", "trailers")
                            .send(question(check.target()));
                })
                .compose(response -> read(response).map(body -> judge(response, body, deadline)));
    }

    /** A message frame around {@code HealthCheckRequest{service = 1}}. */
    private static Buffer question(String service) {
        Buffer name = Buffer.buffer(service);
        Buffer message = Buffer.buffer();
        if (name.length() > 0) {
            message.appendByte((byte) 0x0a);
            int length = name.length();
            for (; length > 0x7f; length >>>= 7) {
                message.appendByte((byte) (length & 0x7f | 0x80));
            }
            message.appendByte((byte) length).appendBuffer(name);
        }
        return Buffer.buffer().appendByte((byte) 0).appendInt(message.length()).appendBuffer(message);
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
                    if (body.length() + part.length() > LONGEST_ANSWER) {
                        whole.tryFail("its answer is longer than " + LONGEST_ANSWER + " bytes");
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    private static Outcome judge(HttpClientResponse response, Buffer body, Deadline deadline) {
        String status = response.getTrailer("grpc-status");
        if (status == null) {
            status = response.getHeader("grpc-status");
        }
        if (response.statusCode() != 200 || !"0".equals(status)) {
            return Outcome.unable(
                    "it answered " + response.statusCode() + " with grpc-status " + status, deadline.elapsedMillis());
        }
        // HealthCheckResponse{status = 1}: 1 is SERVING.
        boolean serving = body.length() >= PREFIX + 2
                && body.getByte(0) == 0
                && body.getByte(PREFIX) == 0x08
                && body.getByte(PREFIX + 1) == 1;
        return serving
                ? Outcome.able(deadline.elapsedMillis())
                : Outcome.unable("it answered that it does not serve", deadline.elapsedMillis());
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
