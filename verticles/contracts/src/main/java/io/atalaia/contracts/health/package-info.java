/** Which services live. */
@CheckReturnValue
package io.atalaia.contracts.health;

import com.google.errorprone.annotations.CheckReturnValue;
