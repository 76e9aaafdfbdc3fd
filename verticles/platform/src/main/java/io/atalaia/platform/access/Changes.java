/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.vertx.core.Future;

/** Counts what took rights away, so that every node learns of it from one small question. */
public interface Changes {

    /** Only ever grows. Fails when the database is out of reach. */
    Future<Long> count();

    /** To be called after each write by which somebody may do less than before. */
    Future<Void> note();
}
