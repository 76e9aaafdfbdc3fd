/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection to one gateway with the one stream on it. It has a client of its own: a pool would give the next attempt
 * the same dead connection. Event loop only.
 */
final class Connection {
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;
    private static final int CHECKS_PER_PATIENCE = 5;
    private static final long GOODBYE_MILLIS = 500;

    private final Vertx vertx;
    private final Clock clock;
    private final StreamLimits limits;
    private final Listener listener;
    private final GrpcClient client;
    private final Promise<Void> gone = Promise.promise();
    private GrpcClientRequest<AgentMessage, GatewayMessage> request;
    private Conversation conversation;
    private long timer = -1;
    private long dialled;
    private long firstAnswer;
    private boolean answered;
    private boolean ended;

    /** What happens to a connection. */
    interface Listener {
        /** It takes messages, the greeting first; whether the gateway is a gateway shows with its first answer. */
        void open();

        void firstAnswer();

        /** The way was full, and takes messages again. */
        void drained();

        /** Once, and the last that is heard of it. */
        void ended(Ending ending);
    }

    Connection(Vertx vertx, Clock clock, StreamLimits limits, HttpClientOptions options, Listener listener) {
        this.vertx = vertx;
        this.clock = clock;
        this.limits = limits;
        this.listener = listener;
        client = GrpcClient.client(vertx, options);
    }

    void dial(SocketAddress gateway, String token) {
        dialled = clock.nanos();
        long every = Math.max(1, limits.patience().toMillis() / CHECKS_PER_PATIENCE);
        timer = vertx.setPeriodic(every, fired -> check());
        client.request(gateway, IngestMethods.CONNECTING)
                .onComplete(opened -> opened(opened, token), cause -> end(false, Dialling.unreached(cause)));
    }

    private void opened(GrpcClientRequest<AgentMessage, GatewayMessage> opened, String token) {
        if (ended) {
            opened.cancel();
            return;
        }
        request = opened;
        if (!token.isEmpty()) {
            request.headers().set("authorization", "Bearer " + token);
        }
        request.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        request.exceptionHandler(this::broken);
        request.drainHandler(drained -> drained());
        request.connection().exceptionHandler(this::broken);
        request.connection().closeHandler(closed -> end(false, "closed the connection"));
        request.response().onComplete(this::listen, this::broken);
        conversation = new Conversation(clock, limits, request);
        listener.open();
    }

    private void listen(GrpcClientResponse<AgentMessage, GatewayMessage> response) {
        response.exceptionHandler(this::broken);
        response.endHandler(end -> closed(response));
        response.handler(this::answered);
    }

    private void answered(GatewayMessage message) {
        if (ended) {
            return;
        }
        if (!answered) {
            answered = true;
            firstAnswer = clock.nanos();
            listener.firstAnswer();
        }
        conversation.answered(message);
    }

    private void drained() {
        if (!ended) {
            listener.drained();
            conversation.pump();
        }
    }

    private void check() {
        if (conversation == null && clock.nanos() - dialled >= limits.patience().toNanos()) {
            end(false, "did not answer within " + limits.patience().toSeconds() + " s");
        } else if (conversation != null && conversation.isDead()) {
            end(false, "has been silent for " + limits.silence().toSeconds() + " s");
        }
    }

    private void closed(GrpcClientResponse<AgentMessage, GatewayMessage> response) {
        GrpcStatus status = response.status();
        boolean refused = status == GrpcStatus.UNAUTHENTICATED || status == GrpcStatus.PERMISSION_DENIED;
        String said = Optional.ofNullable(response.statusMessage())
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text)
                .orElse("");
        String why = status == null ? "ended the stream" : "ended the stream with " + status.name() + said;
        end(refused, why, Pushback.millis(response.headers(), response.trailers()));
    }

    private void broken(Throwable cause) {
        boolean closed = cause instanceof HttpClosedException;
        end(false, closed ? "closed the connection" : Dialling.broken(cause));
    }

    private void end(boolean refused, String why) {
        end(refused, why, 0);
    }

    private void end(boolean refused, String why, long rest) {
        if (ended) {
            return;
        }
        ended = true;
        vertx.cancelTimer(timer);
        if (conversation != null) {
            conversation.end("the gateway " + why);
        }
        client.close();
        gone.complete();
        listener.ended(new Ending(refused, why, answered ? clock.nanos() - firstAnswer : 0, rest));
    }

    /** Null before it is open. */
    Conversation conversation() {
        return conversation;
    }

    /** Says goodbye, and waits a moment for the gateway to say it too. */
    Future<Void> close() {
        if (request != null && !ended) {
            request.end();
        }
        Future<Void> parted = request == null
                ? Future.succeededFuture()
                : gone.future().timeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
        return parted.onComplete(done -> end(false, "was left"));
    }
}
