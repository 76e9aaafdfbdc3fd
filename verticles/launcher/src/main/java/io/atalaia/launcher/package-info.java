/** The one module that sees all the others: it reads the configuration, starts the roles in order and stops them in reverse. */
@CheckReturnValue
package io.atalaia.launcher;

import com.google.errorprone.annotations.CheckReturnValue;
