/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** A fleet of pretend agents that come through the same door as real ones, for measuring and for tests. */
@CheckReturnValue
package io.atalaia.agent.simulate;

import com.google.errorprone.annotations.CheckReturnValue;
