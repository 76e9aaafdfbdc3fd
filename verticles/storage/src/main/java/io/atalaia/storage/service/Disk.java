/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;

/** The disk on which the database lies. */
public interface Disk {

    Future<Space> look();

    /**
     * In bytes; {@link #UNKNOWN} for what the database does not tell.
     *
     * @param used what the database takes
     * @param free what its disk has left
     */
    record Space(long used, long free) {}

    long UNKNOWN = -1;
}
