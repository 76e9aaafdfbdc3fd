/** The command line. */
@CheckReturnValue
package io.atalaia.launcher.command;

import com.google.errorprone.annotations.CheckReturnValue;
