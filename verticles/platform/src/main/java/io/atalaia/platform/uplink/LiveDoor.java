/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.series.Samples;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The way of live samples to the machine's gateway, best effort. Failures are {@link io.atalaia.platform.bus.Fault}s: 409
 * greet first, 504 nobody answered in time, all others try again. Event loop only.
 */
public interface LiveDoor {
    /**
     * Begins to look for a gateway.
     *
     * @param present told whenever one shows that it is there
     */
    Future<?> open(Runnable present);

    /** Whom to send to now. Another name means somebody who has to be greeted and knows nothing yet. */
    Optional<String> gateway();

    /** The way takes nothing at the moment: what is not sent now goes with the next sample. */
    boolean isFull();

    Future<Done> greet(String gateway, Hello hello);

    Future<Done> live(String gateway, Samples samples);
}
