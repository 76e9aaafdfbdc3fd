/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.gateway.forward.Lines.Line;
import io.atalaia.gateway.forward.engine.Ending;
import io.atalaia.gateway.forward.engine.Target;
import io.atalaia.gateway.limit.Framing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request on its way to an instance, at most to two. A second one is asked only if nothing was sent to the first, or if the
 * request may come twice and is still whole. For one event loop.
 */
final class Passage {
    private static final long NANOS = 1_000_000;
    private static final long LONG_NANOS = 1_000 * NANOS;
    private static final int LEAST_BYTES_A_SECOND = 256;

    private final Common common;
    private final Lines lines;
    private final Way way;
    private final Runnable done;
    private final Outgoing outgoing;

    private Target target;
    private Target.Waiting waiting;
    private long sentAt;
    private HttpClientRequest sending;
    private Target before;
    private boolean sent;
    private boolean retrying;
    private boolean limited = true;
    private volatile boolean ended;
    private boolean watched;
    private long waitsSince;
    private Answer answer;

    /**
     * @param whole the body, where it was read already
     * @param done told once when nothing is under way any more
     */
    Passage(Common common, Lines lines, Way way, Buffer whole, Runnable done) {
        this.common = common;
        this.lines = lines;
        this.way = way;
        this.done = done;
        outgoing = new Outgoing(common, way, whole);
        waitsSince = way.began();
        way.lane().entered();
    }

    void begin() {
        way.request().response().closeHandler(gone -> clientLeft());
        way.request().exceptionHandler(broken -> clientLeft());
        way.request().response().exceptionHandler(broken -> {});
        ask();
    }

    private void ask() {
        long now = common.clock().nanos();
        target = way.lane().choose(before, before == null && outgoing.canRepeat(), now, ThreadLocalRandom.current());
        if (target == null) {
            refuse(Refusal.NONE_HEALTHY, way.lane().whyNone());
            return;
        }
        var asked = target;
        waiting = asked.begin(now);
        sentAt = now;
        sent = false;
        lines.take(asked.place()).onComplete(line -> {
            if (ended || target != asked || waiting == null) {
                if (line.succeeded()) {
                    lines.rest(line.result());
                }
            } else if (line.failed()) {
                failed(Ending.BROKEN, line.cause());
            } else {
                send(line.result());
            }
        });
    }

    private void send(Line line) {
        var request = way.request();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setURI(way.destination().uri());
        var asked = waiting;
        line.connection().request(options).onComplete(opened -> {
            if (ended || waiting != asked) {
                lines.drop(line);
            } else if (opened.failed()) {
                lines.drop(line);
                failed(Ending.BROKEN, opened.cause());
            } else {
                sent = true;
                sending = opened.result();
                outgoing.head(sending, target.place());
                exchange(sending, line);
            }
        });
    }

    private void exchange(HttpClientRequest to, Line line) {
        var asked = waiting;
        to.response().onComplete(got -> {
            if (ended || waiting != asked) {
                lines.drop(line);
            } else if (got.failed()) {
                lines.drop(line);
                failed(Ending.BROKEN, got.cause());
            } else {
                answered(got.result(), line);
            }
        });
        to.exceptionHandler(seen -> {});
        var ignored = outgoing.write(to);
    }

    private void answered(HttpClientResponse response, Line line) {
        boolean failing = isFailure(response.statusCode());
        long took = ended(failing ? Ending.FAILED : Ending.ANSWERED);
        if (failing && mayRetry()) {
            lines.drop(line);
            retry();
            return;
        }
        release(failing ? -1 : took);
        if (way.isWebSocket() && response.statusCode() == 101) {
            Tunnel.open(way, target.place(), response, line, lines, this::finish);
            return;
        }
        answer = new Answer(way, target.place(), response, line, lines, outgoing.streams(), this::finish);
        answer.begin();
    }

    /** What one of the service's instances says of itself; the others say that something is not there at all. */
    private static boolean isFailure(int status) {
        return status >= 500 && status != 501 && status != 505;
    }

    private void failed(Ending ending, Throwable cause) {
        boolean repeatable = !sent || outgoing.canRepeat();
        ended(ending);
        if (repeatable && mayGoOn()) {
            retry();
            return;
        }
        release(-1);
        refuse(
                Refusal.CONNECTION,
                (sent ? "the connection to an instance broke before it answered" : "an instance cannot be reached")
                        + Causes.of(cause));
    }

    private boolean mayRetry() {
        return outgoing.canRepeat() && mayGoOn();
    }

    private boolean mayGoOn() {
        return before == null && isElsewhere() && way.lane().budget().take();
    }

    /** Whether another instance could be asked. */
    private boolean isElsewhere() {
        return way.lane().targets().stream().anyMatch(one -> one != target && one.position() == Position.CLOSED);
    }

    private void retry() {
        retrying = true;
        sending = null;
        before = target;
        common.meters().retried(way.lane().name());
        ask();
    }

    /** Looks whether it takes too long. @return whether its answer has begun, so that nothing needs to be looked at any more */
    boolean look(long now) {
        if (waiting == null || ended) {
            return !ended;
        }
        if (comesYet(now)) {
            waitsSince = now;
        } else {
            judge(now);
        }
        return false;
    }

    /** Nobody can answer what still comes; who sends a byte now and then only pretends to. */
    private boolean comesYet(long now) {
        return outgoing.streams()
                && !way.request().isEnded()
                && way.request().bytesRead() >= (now - way.began()) / NANOS * LEAST_BYTES_A_SECOND / 1_000;
    }

    private void judge(long now) {
        long all = (now - waitsSince) / NANOS;
        long here = (now - sentAt) / NANOS;
        if (all >= way.timeoutMillis()) {
            // A client that wants its answer sooner than others says nothing about the instance.
            giveUp(here >= way.attemptMillis() ? Ending.SILENT : Ending.LEFT);
            release(now - sentAt);
            refuse(Refusal.TIMEOUT, "no answer within " + way.timeoutMillis() + " ms");
        } else if (here >= way.attemptMillis() && (!sent || outgoing.canRepeat()) && mayGoOn()) {
            giveUp(Ending.SILENT);
            retry();
        }
    }

    /** Looks once, when it goes on for long: it ends when its caller loses the right to it. */
    void lasts(long now) {
        if (watched || now - way.began() < LONG_NANOS) {
            return;
        }
        watched = true;
        if (!way.lane().manner().isPublic()) {
            common.admission().watch(way.request(), new Revocable(way, () -> ended));
        }
    }

    private void giveUp(Ending ending) {
        ended(ending);
        if (sending != null) {
            var ignored = sending.reset();
            sending = null;
        }
    }

    /** Tells how it ended at an instance. @return how long it took, in nanoseconds */
    @CanIgnoreReturnValue
    private long ended(Ending ending) {
        long now = common.clock().nanos();
        if (target.end(waiting, now, ending)) {
            common.meters().turned(way.lane().name(), target);
        }
        waiting = null;
        new Telling(common, way.lane().name()).ended(target, ending, sent);
        return now - sentAt;
    }

    private void release(long nanos) {
        if (limited) {
            limited = false;
            way.lane().limit().release(nanos);
        }
        if (retrying) {
            retrying = false;
            way.lane().budget().giveBack();
        }
    }

    private void clientLeft() {
        if (ended) {
            return;
        }
        if (waiting != null) {
            giveUp(Ending.LEFT);
        }
        release(-1);
        if (answer != null) {
            answer.abandon();
        }
        finish(new Outcome(499, "client-left", 0));
    }

    private void refuse(Refusal refusal, String detail) {
        release(-1);
        var response = way.request().response();
        finish(new Outcome(refusal.status(), refusal.word(), 0));
        if (outgoing.streams()) {
            Framing.leave(way.request());
        }
        String path = way.request().path();
        refusal.send(response, path, way.id(), detail);
    }

    private void finish(Outcome outcome) {
        if (ended) {
            return;
        }
        ended = true;
        way.lane().left();
        String instance = target == null ? "" : target.place().id();
        long took = common.clock().nanos() - way.began();
        common.meters().ended(way.lane().name(), instance, outcome.status(), took);
        common.log().add(way, instance, outcome, before != null, took);
        done.run();
    }
}
