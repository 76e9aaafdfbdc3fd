/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /** Notes that somebody of this name was here; nothing when there is none. */
    Future<Void> seen(String name, long atMillis);

    /** When each of them was here last, to the minute; without those that never were. */
    Future<Map<String, Long>> seen();

    /** False when there is none of this name. */
    Future<Boolean> remove(String name);
}
