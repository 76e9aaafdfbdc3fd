/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What pretend machines do: figures as a machine's kernel would tell them, the same for the same seed. Pure. */
@CheckReturnValue
package io.atalaia.agent.simulate.engine;

import com.google.errorprone.annotations.CheckReturnValue;
