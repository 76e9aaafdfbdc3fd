/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who is logged in. Futures fail when the database is out of reach. */
public interface Sessions {

    Future<Void> begin(Session session);

    Future<Optional<Session>> find(String hash);

    /** Those of these hashes that there are. */
    Future<List<Session>> find(Collection<String> hashes);

    /** Notes that it was used; nothing when it has ended meanwhile. */
    Future<Void> seen(String hash, long atMillis);

    Future<Void> end(String hash);

    /** Removes those that ended before this instant, or were not used since another. */
    Future<Void> tidy(long endedBefore, long notSeenSince);
}
