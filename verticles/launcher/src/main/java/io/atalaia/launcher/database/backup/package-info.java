/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/**
 * Backup and restore of everything that a database holds. Used by the command line alone, on its own thread, which waits for the
 * database.
 */
@CheckReturnValue
package io.atalaia.launcher.database.backup;

import com.google.errorprone.annotations.CheckReturnValue;
