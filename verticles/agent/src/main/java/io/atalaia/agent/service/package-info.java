/** The agent's work over time: sampling, and its two roads to the hubs. */
@CheckReturnValue
package io.atalaia.agent.service;

import com.google.errorprone.annotations.CheckReturnValue;
