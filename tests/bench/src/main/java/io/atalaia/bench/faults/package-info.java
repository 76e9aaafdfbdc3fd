/** What goes wrong between nodes, and what becomes of them. */
@CheckReturnValue
package io.atalaia.bench.faults;

import com.google.errorprone.annotations.CheckReturnValue;
