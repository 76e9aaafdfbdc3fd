/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.vertx.core.Future;

/** Changes the registry. Failures are {@link io.atalaia.platform.bus.Fault}s whose message is for the sender. */
public interface Registrar {
    Future<Registered> register(Register register);

    Future<Done> remove(Remove remove);
}
