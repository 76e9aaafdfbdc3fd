/** Figures, measured on whole processes and printed. */
@CheckReturnValue
package io.atalaia.bench;

import com.google.errorprone.annotations.CheckReturnValue;
