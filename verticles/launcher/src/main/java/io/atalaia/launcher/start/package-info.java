/** Ordered start and stop of what a process runs. */
@CheckReturnValue
package io.atalaia.launcher.start;

import com.google.errorprone.annotations.CheckReturnValue;
