/** Pure readers of the kernel's text files: bytes to figures, without garbage. */
@CheckReturnValue
package io.atalaia.agent.parse;

import com.google.errorprone.annotations.CheckReturnValue;
