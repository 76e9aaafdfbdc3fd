/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Writes a fleet's newest values in Prometheus' text format. */
@CheckReturnValue
package io.atalaia.gateway.engine.exposition;

import com.google.errorprone.annotations.CheckReturnValue;
