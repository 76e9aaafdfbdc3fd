/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What may be registered. */
@CheckReturnValue
package io.atalaia.discovery.engine;

import com.google.errorprone.annotations.CheckReturnValue;
