/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Where it is kept who may come in, and what they did. */
@CheckReturnValue
package io.atalaia.platform.access;

import com.google.errorprone.annotations.CheckReturnValue;
