/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.discovery.Registration;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The truth about what is registered. Every future fails while the store is out of reach; what was acknowledged survives the
 * end of any node.
 */
public interface ServiceStore {

    /** A number that grows after each change. */
    Future<Long> index();

    Future<Stored> all();

    /**
     * Writes a registration, or what changed of the one with its id: when it was first registered and whether it is in
     * maintenance stay as they were.
     */
    Future<Changed> put(Registration registration);

    /** Empty when nothing has that id. */
    Future<Optional<Changed>> maintain(String id, String reason);

    /** @return the index after the removal; empty when nothing had that id */
    Future<Optional<Long>> remove(String id);

    /** Counts one renewal of each. @return those that are registered */
    Future<Set<String>> renew(Set<String> ids);

    /** How often each registration was renewed. */
    Future<Map<String, Long>> renewals();

    /** Removes a registration unless it was renewed since. @return whether it was removed */
    Future<Boolean> end(String id, long renewals);

    /** @param index as it was before the registrations were read, which may hold later changes as well */
    record Stored(long index, List<Registration> registrations) {}

    /** @param index after the change */
    record Changed(Registration registration, long index) {}
}
