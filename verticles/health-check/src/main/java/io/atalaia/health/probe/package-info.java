/** Asks instances, each kind of check in its own way. */
@CheckReturnValue
package io.atalaia.health.probe;

import com.google.errorprone.annotations.CheckReturnValue;
