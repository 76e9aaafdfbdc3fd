/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** How much each asker may still ask: pure arithmetic. */
@CheckReturnValue
package io.atalaia.gateway.engine.limit;

import com.google.errorprone.annotations.CheckReturnValue;
