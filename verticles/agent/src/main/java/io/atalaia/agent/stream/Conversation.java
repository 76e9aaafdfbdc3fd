/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.agent.engine.Unanswered;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Questions and answers of one open stream: numbers, patience, and the turn of what waits to be sent. The greeting goes
 * first; live samples go before the blocks that wait. Event loop only.
 */
final class Conversation {
    private final Clock clock;
    private final StreamLimits limits;
    private final WriteStream<AgentMessage> stream;
    private final Unanswered<Promise<Done>> unanswered;
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private boolean greeted;
    private Fault over;

    Conversation(Clock clock, StreamLimits limits, WriteStream<AgentMessage> stream) {
        this.clock = clock;
        this.limits = limits;
        this.stream = stream;
        unanswered = new Unanswered<>(limits.patience().toNanos());
    }

    boolean isFull() {
        return stream.writeQueueFull();
    }

    Future<Done> greet(AgentMessage.Builder greeting) {
        greeted = true;
        var answer = now(greeting);
        pump();
        return answer;
    }

    /** What is not to wait. */
    Future<Done> now(AgentMessage.Builder message) {
        if (over != null) {
            return Future.failedFuture(over);
        }
        var asked = new Asked(message, Promise.promise());
        write(asked);
        return asked.answer.future();
    }

    /** What may wait until the stream takes it. */
    Future<Done> inTurn(AgentMessage.Builder message) {
        if (over != null) {
            return Future.failedFuture(over);
        }
        if (waiting.size() >= limits.waiting()) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too much waits to be sent already"));
        }
        var asked = new Asked(message, Promise.promise());
        waiting.addLast(asked);
        pump();
        return asked.answer.future();
    }

    void pump() {
        while (greeted && !waiting.isEmpty() && unanswered.size() < limits.underWay() && !stream.writeQueueFull()) {
            write(waiting.removeFirst());
        }
    }

    private void write(Asked asked) {
        long number = unanswered.sent(asked.answer, clock.nanos());
        // A write fails only with its stream, which is watched.
        stream.write(asked.message.setNumber(number).build());
    }

    void answered(GatewayMessage message) {
        unanswered.answered(message.getNumber(), clock.nanos()).ifPresent(answer -> settle(answer, message));
        pump();
    }

    private static void settle(Promise<Done> answer, GatewayMessage message) {
        if (message.hasRefused()) {
            int code = message.getRefused().getCode();
            answer.fail(new Fault(
                    code > 0 ? code : Fault.INTERNAL,
                    message.getRefused().getReason(),
                    Pushback.millis(message.getRefused())));
        } else {
            answer.complete(Done.DONE);
        }
    }

    /** Gives up what was not answered in time; whether the other side counts as dead. */
    boolean isDead() {
        long now = clock.nanos();
        unanswered
                .overdue(now)
                .forEach(late -> late.fail(new Fault(Fault.TIMEOUT, "the gateway did not answer in time")));
        pump();
        return unanswered.silence(now) >= limits.silence().toNanos();
    }

    /** Fails everything that is not answered yet, and whatever is asked from now on. */
    void end(String why) {
        over = new Fault(Fault.UNAVAILABLE, why);
        unanswered.drain().forEach(answer -> answer.fail(over));
        while (!waiting.isEmpty()) {
            waiting.removeFirst().answer.fail(over);
        }
    }

    private record Asked(AgentMessage.Builder message, Promise<Done> answer) {}
}
