/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The people who may log in. Futures fail when the database is out of reach. */
public interface Users {

    Future<Optional<User>> find(String name);

    /** Those of these names that there are. */
    Future<List<User>> find(Collection<String> names);

    /** Every user, in no order: hundreds at most. */
    Future<List<User>> all();

    /** False when the name is taken. */
    Future<Boolean> create(User user);

    /** False when the user is no longer as it was read. */
    Future<Boolean> change(User from, User to);

    /** False when there is none of this name. */
    Future<Boolean> remove(String name);
}
