/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What {@code doctor} looks at on the machine of a hub alone. */
@CheckReturnValue
package io.atalaia.launcher.command.doctor.hub;

import com.google.errorprone.annotations.CheckReturnValue;
