/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Destination;
import io.atalaia.gateway.forward.engine.Lane;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * A request that was found sound.
 *
 * @param named what its fields {@code Connection} name beside the usual
 * @param id under which it is found in logs
 * @param client the address from which it came
 * @param caller for the log; empty for nobody
 * @param began on the monotonic clock
 * @param timeoutMillis until its answer must begin
 * @param attemptMillis until it goes to another instance, if it may
 * @param isWebSocket whether it asks for one
 */
record Way(
        HttpServerRequest request,
        Destination destination,
        Lane lane,
        Set<String> named,
        String id,
        String client,
        String caller,
        long began,
        long timeoutMillis,
        long attemptMillis,
        boolean isWebSocket) {

    /** What stands before the service's own paths. */
    String prefix() {
        return "/" + destination.service();
    }
}
