/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Who calls, and what they may do: the one gate before everything that the gateway serves. */
@CheckReturnValue
package io.atalaia.gateway.access;

import com.google.errorprone.annotations.CheckReturnValue;
