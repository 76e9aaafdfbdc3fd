/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** How often somebody may try to log in: pure. */
@CheckReturnValue
package io.atalaia.gateway.access.engine;

import com.google.errorprone.annotations.CheckReturnValue;
