/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import io.atalaia.gateway.access.Lasting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Whether the lines of a connection are taken, and what waits while the token of its first line is looked at. */
final class Opening {
    /** As long as the first request of others may take. */
    private static final long TOKEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LinesGate gate;
    private final long begunNanos;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean admitted;
    private boolean judging;

    Opening(LinesGate gate, long nowNanos) {
        this.gate = gate;
        begunNanos = nowNanos;
        admitted = gate.isOpen();
    }

    boolean admitted() {
        return admitted;
    }

    boolean judging() {
        return judging;
    }

    /** Whether something has to wait, which is then done in its turn. */
    boolean holds(Runnable later) {
        if (judging) {
            held.add(later);
        }
        return judging;
    }

    /** Whether it has waited too long for a token. */
    boolean late(long nowNanos) {
        return !admitted && !judging && nowNanos - begunNanos > TOKEN_NANOS;
    }

    /** @param call ended when the token is taken back */
    void show(String token, Lasting.Call call, Runnable in, Consumer<Throwable> out) {
        judging = true;
        gate.admit(token)
                .onComplete(
                        admits -> {
                            gate.watch(token, call);
                            admitted = true;
                            settle(in);
                        },
                        cause -> {
                            held.clear();
                            settle(() -> out.accept(cause));
                        });
    }

    private void settle(Runnable first) {
        judging = false;
        first.run();
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }
}
