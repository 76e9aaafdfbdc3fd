/** Samples on disk until storage has them: a journal, sealed blocks, and what became of those that were lost. Blocking. */
@CheckReturnValue
package io.atalaia.platform.spool;

import com.google.errorprone.annotations.CheckReturnValue;
