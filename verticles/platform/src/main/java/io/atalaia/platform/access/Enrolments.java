/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Optional;

/** What machines show to get a token of their own. Futures fail when the database is out of reach. */
public interface Enrolments {

    /** Also removes those that ended before it was made. */
    Future<Void> add(Enrolment enrolment, long nowMillis);

    Future<Optional<Enrolment>> find(String hash);

    /** True for exactly one caller: it is gone then. */
    Future<Boolean> use(String hash);
}
