/** Judges from the outcomes of checks whether a service lives. */
@CheckReturnValue
package io.atalaia.health.engine;

import com.google.errorprone.annotations.CheckReturnValue;
