/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A step from one layout of the data to the next. It may be killed anywhere and is then done again from its start.
 *
 * @param to the version that the data have afterwards
 * @param what it changes, for the log
 */
public record Migration(int to, String what, Supplier<Future<Void>> work) {}
