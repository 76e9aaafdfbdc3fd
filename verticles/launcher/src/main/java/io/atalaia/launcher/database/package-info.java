/** The role {@code database}: a MongoDB-compatible server inside the process, so that one command needs nothing else. */
@CheckReturnValue
package io.atalaia.launcher.database;

import com.google.errorprone.annotations.CheckReturnValue;
