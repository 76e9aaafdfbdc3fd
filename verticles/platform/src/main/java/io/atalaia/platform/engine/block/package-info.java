/** The format of blocks: pure, shared by those who seal them and those who read them. */
@CheckReturnValue
package io.atalaia.platform.engine.block;

import com.google.errorprone.annotations.CheckReturnValue;
