/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/**
 * Writes answers that are too large to be held as a whole: piece by piece, each made by a worker when the reader has taken the
 * one before. The event loop only hands pieces on.
 */
final class LongAnswers {
    private static final int AT_ONCE = 2;
    /** So long may a reader take all in all; one that stands still must not keep others out. */
    private static final long LONGEST_MILLIS = 600_000;
    /** So long may a reader take for one piece. */
    private static final long STILL_MILLIS = 30_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private int running;

    LongAnswers(Vertx vertx, WorkerExecutor workers) {
        this.vertx = vertx;
        this.workers = workers;
    }

    /** Makes the pieces of one answer. */
    interface Source {
        /** Appends the next piece; the future tells whether there is more. Called again only when that is there. */
        Future<Boolean> next(Pieces pieces);
    }

    /** Runs work that computes where no event loop waits. */
    <T> Future<T> work(Callable<T> task) {
        return workers.executeBlocking(task, false);
    }

    /** Fails with a problem while as many answers as may be are being written. */
    void send(RoutingContext context, String type, Source source) {
        if (running >= AT_ONCE) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
            throw new Problem(503, "already " + AT_ONCE + " such answers are being written; ask again in a moment");
        }
        var response = context.response();
        boolean zipped = StaticFiles.acceptsZip(context);
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.CONTENT_ENCODING, zipped ? "gzip" : "identity");
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
            return;
        }
        running++;
        response.setChunked(true);
        new Answer(context, source, new Pieces(zipped)).begin();
    }

    private final class Answer {
        private final RoutingContext context;
        private final Source source;
        private final Pieces pieces;
        private final long wholeTimer;
        private long pieceTimer;
        private boolean over;

        Answer(RoutingContext context, Source source, Pieces pieces) {
            this.context = context;
            this.source = source;
            this.pieces = pieces;
            wholeTimer = vertx.setTimer(LONGEST_MILLIS, late -> cut());
        }

        void begin() {
            context.response().closeHandler(closed -> finish()).exceptionHandler(broken -> finish());
            step();
        }

        private void step() {
            if (!over) {
                source.next(pieces)
                        .compose(more -> work(() -> pieces.take(!more)).map(piece -> new Piece(piece, more)))
                        .onComplete(this::write, this::fail);
            }
        }

        private void write(Piece piece) {
            if (over) {
                return;
            }
            if (!piece.more()) {
                finish();
                context.response().end(piece.content());
                return;
            }
            vertx.cancelTimer(pieceTimer);
            pieceTimer = vertx.setTimer(STILL_MILLIS, late -> cut());
            if (piece.content().length() > 0) {
                context.response().write(piece.content());
            }
            if (context.response().writeQueueFull()) {
                context.response().drainHandler(drained -> step());
            } else {
                step();
            }
        }

        private void fail(Throwable cause) {
            boolean open = !over;
            finish();
            if (open && !context.response().headWritten()) {
                context.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
                context.response().setChunked(false);
                context.fail(cause);
            } else if (open) {
                // The status is gone: a connection that ends in the middle is the only way to say that something is
                // missing.
                context.response().reset();
            }
        }

        private void cut() {
            finish();
            context.response().reset();
        }

        private void finish() {
            if (!over) {
                over = true;
                running--;
                vertx.cancelTimer(wholeTimer);
                vertx.cancelTimer(pieceTimer);
            }
        }
    }

    private record Piece(Buffer content, boolean more) {}
}
