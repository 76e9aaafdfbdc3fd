/** The agent's rules, pure: when samples are taken, what they consist of, which gateway gets them, what they may cost. */
@CheckReturnValue
package io.atalaia.agent.engine;

import com.google.errorprone.annotations.CheckReturnValue;
