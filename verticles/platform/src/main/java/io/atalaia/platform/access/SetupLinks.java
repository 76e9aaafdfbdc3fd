/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Optional;

/** The links by which administrators come to be. Futures fail when the database is out of reach. */
public interface SetupLinks {

    /** Also removes those that ended before it was made. */
    Future<Void> add(SetupLink link, long nowMillis);

    Future<Optional<SetupLink>> find(String hash);

    /** True for exactly one caller: the link is gone then. */
    Future<Boolean> use(String hash);

    /** True for exactly one caller ever: who becomes the first administrator. */
    Future<Boolean> claimFirst(String name, long nowMillis);
}
