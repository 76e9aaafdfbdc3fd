/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What may change in the configuration while a process runs. */
@CheckReturnValue
package io.atalaia.launcher.reload;

import com.google.errorprone.annotations.CheckReturnValue;
