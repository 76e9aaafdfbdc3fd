/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What a connection may take: how many there are, and how long one may take to say what it wants. */
@CheckReturnValue
package io.atalaia.gateway.limit;

import com.google.errorprone.annotations.CheckReturnValue;
