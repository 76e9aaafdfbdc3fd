/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What happens to connections before Vert.x shows them to anybody. */
@CheckReturnValue
package io.atalaia.platform.transport;

import com.google.errorprone.annotations.CheckReturnValue;
