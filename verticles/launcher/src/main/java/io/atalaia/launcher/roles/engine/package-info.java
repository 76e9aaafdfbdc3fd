/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The rules by which roles find their nodes; pure. */
@CheckReturnValue
package io.atalaia.launcher.roles.engine;

import com.google.errorprone.annotations.CheckReturnValue;
