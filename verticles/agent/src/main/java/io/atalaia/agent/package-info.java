/** The role that samples one machine. */
@CheckReturnValue
package io.atalaia.agent;

import com.google.errorprone.annotations.CheckReturnValue;
