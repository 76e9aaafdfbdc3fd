/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.storage.Block;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import java.util.ArrayList;
import java.util.List;

/** One open stream, with what on it waits for an answer. Event loop only. */
final class Link {
    private static final int MOST_UNANSWERED = 64;

    /** What a message was about. */
    enum What {
        GREETING,
        INTRODUCTION,
        LIVE,
        BLOCK
    }

    /** Hears of the answers. */
    interface Ear {
        /**
         * @param block what was sent; null unless it was a block
         * @param since when it was sent, nanoseconds
         * @param refusal null when it was taken
         */
        void answered(What what, Block block, long since, Refused refusal);

        /** Once, and the last that is heard. */
        void ended(Link link);
    }

    private final GrpcClientRequest<AgentMessage, GatewayMessage> request;
    private final Ear ear;
    private final What[] whats = new What[MOST_UNANSWERED];
    private final Block[] blocks = new Block[MOST_UNANSWERED];
    private final long[] sent = new long[MOST_UNANSWERED];
    private long number;
    private int unanswered;
    private boolean ended;

    Link(GrpcClientRequest<AgentMessage, GatewayMessage> request, Ear ear) {
        this.request = request;
        this.ear = ear;
        request.exceptionHandler(cause -> end());
        request.connection().closeHandler(closed -> end());
        request.response().onComplete(this::listen, cause -> end());
    }

    private void listen(GrpcClientResponse<AgentMessage, GatewayMessage> response) {
        response.exceptionHandler(cause -> end());
        response.endHandler(end -> end());
        response.handler(this::answered);
    }

    boolean hasRoom() {
        return !ended && whats[slot(number + 1)] == null && !request.writeQueueFull();
    }

    /** Since when the oldest message waits for its answer; {@code now} when none does. */
    long waitingSince(long now) {
        long oldest = now;
        for (int slot = 0; slot < MOST_UNANSWERED && unanswered > 0; slot++) {
            oldest = whats[slot] != null && sent[slot] < oldest ? sent[slot] : oldest;
        }
        return oldest;
    }

    /** Only while it {@link #hasRoom}. */
    void send(What what, Block block, long since, AgentMessage.Builder message) {
        int slot = slot(++number);
        whats[slot] = what;
        blocks[slot] = block;
        sent[slot] = since;
        unanswered++;
        // A write fails only with its stream, which is watched.
        request.write(message.setNumber(number).build());
    }

    private void answered(GatewayMessage message) {
        int slot = slot(message.getNumber());
        var what = whats[slot];
        if (ended || what == null) {
            return;
        }
        var block = blocks[slot];
        whats[slot] = null;
        blocks[slot] = null;
        unanswered--;
        ear.answered(what, block, sent[slot], message.hasRefused() ? message.getRefused() : null);
    }

    /** The blocks that nobody has answered for, oldest first. */
    List<Block> unansweredBlocks() {
        List<Block> left = new ArrayList<>();
        for (long one = number + 1; one <= number + MOST_UNANSWERED; one++) {
            if (blocks[slot(one)] != null) {
                left.add(blocks[slot(one)]);
            }
        }
        return left;
    }

    private static int slot(long number) {
        return (int) (number % MOST_UNANSWERED);
    }

    private void end() {
        if (!ended) {
            ended = true;
            ear.ended(this);
        }
    }

    /** Says goodbye. */
    void leave() {
        request.end().eventually(() -> request.connection().close());
    }

    /** Cuts the connection, as a network does. */
    void cut() {
        request.connection().close();
        end();
    }
}
