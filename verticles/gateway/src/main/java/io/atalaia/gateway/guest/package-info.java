/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Programs that send single samples: JSON in, and lines over TCP. */
@CheckReturnValue
package io.atalaia.gateway.guest;

import com.google.errorprone.annotations.CheckReturnValue;
