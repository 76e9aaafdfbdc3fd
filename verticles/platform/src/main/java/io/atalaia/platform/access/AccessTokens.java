/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tokens of programs. Futures fail when the database is out of reach. */
public interface AccessTokens {

    Future<Void> create(AccessToken token);

    /** By its id; whoever presents a token is to be compared with the whole hash. */
    Future<Optional<AccessToken>> find(String id);

    /** Those of these ids that there are. */
    Future<List<AccessToken>> find(Collection<String> ids);

    /** Every token, revoked ones included, in no order: a thousand or so. */
    Future<List<AccessToken>> all();

    /** Notes that it was used. */
    Future<Void> used(String id, long atMillis);

    /** False when there is none of this id, or when it was revoked before. */
    Future<Boolean> revoke(String id, long atMillis);

    /** Removes those that stopped working before this instant. */
    Future<Void> tidy(long stoppedBefore);
}
