/** The agent's rules, pure: schemas, blocks, queues, rankings. */
@CheckReturnValue
package io.atalaia.agent.engine;

import com.google.errorprone.annotations.CheckReturnValue;
