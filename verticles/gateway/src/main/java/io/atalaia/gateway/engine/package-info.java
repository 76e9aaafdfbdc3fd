/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What a gateway knows of a machine: the last two minutes, the figures made from them, and the judgement of its state. */
@CheckReturnValue
package io.atalaia.gateway.engine;

import com.google.errorprone.annotations.CheckReturnValue;
