/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The HTTP door: REST, the dashboard's files, and the process' own metrics. */
@CheckReturnValue
package io.atalaia.gateway.web;

import com.google.errorprone.annotations.CheckReturnValue;
