/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What {@code doctor} looks at on every machine, be it an agent's or a hub's. */
@CheckReturnValue
package io.atalaia.launcher.command.doctor;

import com.google.errorprone.annotations.CheckReturnValue;
