/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The process that is an agent and nothing else. */
@CheckReturnValue
package io.atalaia.launcher.agent;

import com.google.errorprone.annotations.CheckReturnValue;
