/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Live frames to dashboards over the event bus bridge. */
@CheckReturnValue
package io.atalaia.gateway.bridge;

import com.google.errorprone.annotations.CheckReturnValue;
