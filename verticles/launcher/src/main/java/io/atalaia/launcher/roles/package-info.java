/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Starts and stops roles while the process runs: as operators say, and where a node that died left a hole. */
@CheckReturnValue
package io.atalaia.launcher.roles;

import com.google.errorprone.annotations.CheckReturnValue;
