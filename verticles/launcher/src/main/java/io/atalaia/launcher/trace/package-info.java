/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Where the way of a request through gateway, bus and storage is told to: an OpenTelemetry collector. */
@CheckReturnValue
package io.atalaia.launcher.trace;

import com.google.errorprone.annotations.CheckReturnValue;
