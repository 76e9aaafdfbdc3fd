/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Requests on their way to registered services, on a listener of its own. */
@CheckReturnValue
package io.atalaia.gateway.forward;

import com.google.errorprone.annotations.CheckReturnValue;
