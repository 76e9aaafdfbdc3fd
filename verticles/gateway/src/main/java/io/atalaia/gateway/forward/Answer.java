/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.Lines.Line;
import io.atalaia.gateway.forward.engine.Place;
import io.atalaia.gateway.limit.Framing;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/** An answer on its way from an instance to the client: no faster than the client reads. For one event loop. */
final class Answer {
    private static final long UNKNOWN = -1;

    private final Way way;
    private final Place place;
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Line line;
    private final Lines lines;
    private final boolean uploading;
    private final Consumer<Outcome> ended;
    private long length = UNKNOWN;
    private long passed;
    private boolean reusable;
    private boolean over;

    /** @param uploading whether the request's body streams, so that it may still be on its way */
    Answer(
            Way way,
            Place place,
            HttpClientResponse from,
            Line line,
            Lines lines,
            boolean uploading,
            Consumer<Outcome> ended) {
        this.way = way;
        this.place = place;
        this.from = from;
        this.line = line;
        this.lines = lines;
        this.uploading = uploading;
        this.ended = ended;
        to = way.request().response();
    }

    void begin() {
        to.setStatusCode(from.statusCode()).setStatusMessage(from.statusMessage());
        // A handshake that was refused was never ended.
        reusable = Fields.response(from.headers(), to.headers(), way.prefix(), place, way.id())
                && from.version() == HttpVersion.HTTP_1_1
                && !way.isWebSocket();
        String told = to.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (told != null) {
            length = Long.parseLong(told);
        } else {
            to.setChunked(true);
            Trailers.announce(from.headers(), to.headers());
            sendHeadSoon();
        }
        from.handler(this::pass).endHandler(end -> end()).exceptionHandler(this::broke);
    }

    /** Events are worth nothing when the head waits for the first of them; mostly the body is here already. */
    private void sendHeadSoon() {
        Vertx.currentContext().runOnContext(soon -> {
            if (!over && !to.headWritten()) {
                var ignored = to.writeHead();
            }
        });
    }

    private void pass(Buffer part) {
        if (over) {
            return;
        }
        passed += part.length();
        if (passed == length) {
            // One packet instead of two.
            finish(part);
            return;
        }
        var ignored = to.write(part);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(room -> from.resume());
        }
    }

    private void end() {
        if (!over) {
            if (length == UNKNOWN) {
                Trailers.pass(from, to);
            }
            finish(null);
        }
        giveBack();
    }

    private void finish(Buffer last) {
        over = true;
        boolean early = uploading && !way.request().isEnded();
        if (early) {
            Framing.leave(way.request());
            reusable = false;
        }
        ended.accept(new Outcome(from.statusCode(), "", passed));
        var ignored = last == null ? to.end() : to.end(last);
    }

    private void giveBack() {
        if (reusable) {
            lines.rest(line);
        } else {
            lines.drop(line);
        }
    }

    /** The client must see that something is missing. */
    private void broke(Throwable cause) {
        lines.drop(line);
        if (!over) {
            over = true;
            ended.accept(new Outcome(from.statusCode(), "broken-answer", passed));
            var ignored = to.reset();
        }
    }

    /** The client is gone. */
    void abandon() {
        if (!over) {
            over = true;
            lines.drop(line);
        }
    }
}
