/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.gateway.rpc.IngestMeters.Outcome;
import io.atalaia.gateway.rpc.KnownSchemas.Told;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.AsyncResult;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * One agent's stream. It is read by credit: a message may come for each one that was answered, so that at most
 * {@link #MOST_UNANSWERED} wait here, and what an agent sends too fast, or without reading the answers, waits at its own end.
 * Used on the gateway's event loop alone.
 */
final class AgentStream {
    static final int MOST_UNANSWERED = 64;
    static final int MOST_A_SECOND = 400;
    private static final long LEAST_SILENCE_MILLIS = 30_000;
    private static final int SILENT_INTERVALS = 3;

    private final GrpcServerRequest<AgentMessage, GatewayMessage> request;
    private final AgentDesk desk;
    private final KnownSchemas schemas;
    private final Clock clock;
    private final IngestMeters meters;
    private final Runnable gone;
    private long heardNanos;
    private int unanswered;
    private int owed;
    private int thisSecond;
    private boolean halfClosed;
    private boolean ended;

    /** @param gone is run once, when the stream is over */
    AgentStream(
            GrpcServerRequest<AgentMessage, GatewayMessage> request,
            AgentDesk desk,
            KnownSchemas schemas,
            Clock clock,
            IngestMeters meters,
            Runnable gone) {
        this.request = request;
        this.desk = desk;
        this.schemas = schemas;
        this.clock = clock;
        this.meters = meters;
        this.gone = gone;
        heardNanos = clock.nanos();
    }

    void open() {
        request.pause();
        request.invalidMessageHandler(invalid -> end(GrpcStatus.INVALID_ARGUMENT, "the message is too large"));
        request.messageHandler(this::receive);
        request.endHandler(end -> {
            halfClosed = true;
            endWhenAnswered();
        });
        request.errorHandler(cancelled -> over());
        request.exceptionHandler(cause -> over());
        request.response().exceptionHandler(cause -> over());
        request.response().drainHandler(drained -> pay());
        request.fetch(MOST_UNANSWERED);
    }

    /** Null before its first greeting. */
    String machine() {
        return desk.machine();
    }

    private void receive(GrpcMessage message) {
        if (ended) {
            return;
        }
        try {
            take(schemas.read(message.payload().getBytes()), message.payload().length());
        } catch (InvalidProtocolBufferException e) {
            end(GrpcStatus.INVALID_ARGUMENT, "the message is not an AgentMessage of atalaia.ingest.v1");
        }
    }

    private void take(Told told, int size) {
        AgentMessage message = told.message();
        ContentCase kind = message.getContentCase();
        heardNanos = clock.nanos();
        thisSecond++;
        unanswered++;
        meters.arrived(kind, size);
        var outcome = desk.handle(message, told.schema());
        if (desk.machine() != null) {
            meters.machines().seen(desk.machine(), clock.millis());
        }
        outcome.onComplete(done -> answer(message.getNumber(), kind, done));
    }

    private void answer(long number, ContentCase kind, AsyncResult<Done> done) {
        unanswered--;
        int code = done.succeeded() ? 0 : Answers.code(done.cause());
        meters.answered(kind, done.succeeded() ? Outcome.TAKEN : Outcome.of(code));
        if (ended) {
            return;
        }
        request.response()
                .write(done.succeeded() ? Answers.taken(number) : Answers.refused(number, done.cause()))
                .onFailure(lost -> over());
        owed++;
        pay();
        endWhenAnswered();
    }

    /** Lets as many messages come as were answered, unless the agent is too fast or does not read. */
    private void pay() {
        if (ended || request.response().writeQueueFull()) {
            return;
        }
        int credit = Math.min(owed, MOST_A_SECOND - thisSecond);
        if (credit > 0) {
            owed -= credit;
            request.fetch(credit);
        }
    }

    private void endWhenAnswered() {
        if (halfClosed && unanswered == 0) {
            end(GrpcStatus.OK, null);
        }
    }

    /** Call it once a second: a new second gives new credit, and a silent agent is let go. */
    void tick(long nowNanos) {
        thisSecond = 0;
        pay();
        long limit = Math.max(LEAST_SILENCE_MILLIS, SILENT_INTERVALS * desk.everyMillis());
        long silence = TimeUnit.NANOSECONDS.toMillis(nowNanos - heardNanos);
        if (unanswered == 0 && silence > limit) {
            end(GrpcStatus.UNAVAILABLE, "nothing was heard for " + limit / 1_000 + " s");
        }
    }

    /** Ends the stream with a sentence for the agent's log. */
    void end(GrpcStatus status, String sentence) {
        if (ended) {
            return;
        }
        over();
        refuse(request, status, sentence);
    }

    static void refuse(GrpcServerRequest<?, ?> request, GrpcStatus status, String sentence) {
        var response = request.response().status(status);
        if (sentence != null) {
            response.statusMessage(sentence);
        }
        response.end().onFailure(gone -> {});
    }

    private void over() {
        if (!ended) {
            ended = true;
            gone.run();
        }
    }
}
