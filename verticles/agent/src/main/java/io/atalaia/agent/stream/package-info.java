/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The way of an agent on its own: one outbound stream to one of its gateways. */
@CheckReturnValue
package io.atalaia.agent.stream;

import com.google.errorprone.annotations.CheckReturnValue;
