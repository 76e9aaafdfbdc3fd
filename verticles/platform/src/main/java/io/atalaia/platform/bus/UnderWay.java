/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/** Counts the questions that are being answered. Safe from any thread. */
final class UnderWay {
    /** What takes longer is not waited for: whoever stops must be gone soon. */
    private static final long PATIENCE_MILLIS = 2_000;

    private int count;
    private long asked;
    private Promise<Void> none;

    synchronized void begun() {
        count++;
        asked++;
    }

    /** How many questions have come so far. */
    synchronized long asked() {
        return asked;
    }

    void ended() {
        Promise<Void> waiting;
        synchronized (this) {
            count--;
            waiting = count == 0 ? none : null;
        }
        if (waiting != null) {
            waiting.tryComplete();
        }
    }

    /** Completes when everything is answered, or when it took too long. */
    synchronized Future<Void> over() {
        if (count == 0) {
            return Future.succeededFuture();
        }
        if (none == null) {
            none = Promise.promise();
        }
        return none.future().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }
}
