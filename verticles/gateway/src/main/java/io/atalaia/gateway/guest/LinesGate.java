/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Lasting;
import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.engine.Refusal;
import io.vertx.core.Future;

/**
 * Who may send JSON lines: where only this machine can come, whoever does; elsewhere who shows a token in the first line. A token
 * that is shown must hold everywhere. For one event loop.
 */
public final class LinesGate {
    static final String WANTED =
            "the token: is missing; the first line must be {\"token\":\"…\"} with a token of the scope ingest";
    private static final String WRONG =
            "the token: is wrong, has ended or was revoked; it must be one of the scope ingest,"
                    + " or one of gateway.ingest.tokens";
    private static final String TOO_LITTLE = "the token: does not have the right 'ingest'";
    static final String REVOKED = "the token: holds no longer";

    private final Callers callers;
    private final boolean open;

    /** @param open whether lines are taken without a token */
    public LinesGate(Callers callers, boolean open) {
        this.callers = callers;
        this.open = open;
    }

    boolean isOpen() {
        return open;
    }

    /** Succeeds for a token with which lines may be sent; the failure's message is for who showed it. */
    Future<Void> admit(String token) {
        return callers.bearing(token).compose(caller -> {
            if (Permissions.lines().metBy(caller)) {
                return Future.succeededFuture();
            }
            var outage = callers.lessThanUsual(caller);
            return Future.failedFuture(
                    outage.isPresent()
                            ? outage.get()
                            : Refusal.bad(caller.kind() == Caller.Kind.NOBODY ? WRONG : TOO_LITTLE));
        });
    }

    /** Ends a connection when its token is taken back. */
    void watch(String token, Lasting.Call call) {
        callers.watch(token, Permissions.lines(), call);
    }
}
