/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.access.Lasting;
import java.util.function.BooleanSupplier;

/** A long answer or a WebSocket that ends when its caller loses the right to it. */
record Revocable(Way way, BooleanSupplier isOver) implements Lasting.Call {

    @Override
    public boolean over() {
        return isOver.getAsBoolean();
    }

    @Override
    public void end() {
        if (over()) {
            return;
        }
        var request = way.request();
        var ignored = way.isWebSocket()
                ? request.connection().close()
                : request.response().reset();
    }
}
