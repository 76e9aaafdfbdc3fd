/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;

/**
 * Notices that the node which was asked has gone. Vert.x drops a message for a node that was just killed without a word, and
 * never tells whoever waits for a reply from it; both would wait out their whole patience. So as long as a question waits, its
 * address is probed: once the cluster has noticed the departure nobody serves it any more, and one that answers no probe for
 * long has gone or hangs. Where other nodes serve the same address they answer the probes, and the patience ends the wait.
 */
final class Departure {
    private static final String PROBE = "atalaia-probe";
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** In a row: then the node is as good as gone. */
    private static final int SILENT_PROBES = 5;

    private final Vertx vertx;
    private final String address;
    private int silent;

    private Departure(Vertx vertx, String address) {
        this.vertx = vertx;
        this.address = address;
    }

    /** The answer, or {@link Fault#UNAVAILABLE} when nobody serves the address any more, or its node falls silent, before it came. */
    static <T> Future<T> watched(Vertx vertx, String address, Duration patience, Future<T> answer) {
        if (!vertx.isClustered() || patience.compareTo(EVERY) <= 0 || answer.isComplete()) {
            return answer;
        }
        Promise<T> outcome = Promise.promise();
        var departure = new Departure(vertx, address);
        long timer =
                vertx.setPeriodic(EVERY.toMillis(), tick -> departure.probe().onFailure(outcome::tryFail));
        answer.onComplete(outcome::tryComplete, outcome::tryFail);
        return outcome.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Fails only when nobody serves the address, or whoever does has been silent for long. */
    private Future<Void> probe() {
        var options = new DeliveryOptions().setSendTimeout(EVERY.toMillis()).addHeader(PROBE, "");
        return vertx.eventBus().request(address, null, options).<Void>transform(reply -> {
            silent = reply.succeeded() ? 0 : silent + 1;
            if (nobodyServes(reply.cause())) {
                return gone("the node that served " + address + " has gone");
            }
            return silent < SILENT_PROBES
                    ? Future.succeededFuture()
                    : gone("the node that serves " + address + " has not answered for "
                            + EVERY.multipliedBy(SILENT_PROBES).toSeconds() + " s");
        });
    }

    private static Future<Void> gone(String why) {
        return Future.failedFuture(new Fault(Fault.UNAVAILABLE, why));
    }

    private static boolean nobodyServes(Throwable cause) {
        return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /** Replies to a probe in the service's place. */
    static boolean answered(Message<?> message) {
        boolean probe = message.headers().contains(PROBE);
        if (probe) {
            message.reply(null);
        }
        return probe;
    }
}
