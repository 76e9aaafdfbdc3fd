/** Which services live: asks each of them at a steady pace. */
@CheckReturnValue
package io.atalaia.health;

import com.google.errorprone.annotations.CheckReturnValue;
