/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.platform.uplink.Backoff;
import io.vertx.core.Vertx;

/** The wait after refusals, as real agents keep it: what the gateway asks for, and on top a wait of one's own that grows. */
final class Pause {
    private final Vertx vertx;
    private final Backoff backoff;
    private boolean on;

    Pause(Vertx vertx, Backoff backoff) {
        this.vertx = vertx;
        this.backoff = backoff;
    }

    boolean isOn() {
        return on;
    }

    /** Several refusals together are one. */
    void begin(Refused refusal, Runnable after) {
        if (!on) {
            on = true;
            vertx.setTimer(refusal.getRetryAfterMillis() + backoff.failed(), fired -> {
                on = false;
                after.run();
            });
        }
    }

    /** Something was taken: the next wait is short again. */
    void taken() {
        backoff.reset();
    }
}
