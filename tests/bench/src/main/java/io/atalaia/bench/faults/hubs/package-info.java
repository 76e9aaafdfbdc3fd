/** The processes that faults happen to. */
@CheckReturnValue
package io.atalaia.bench.faults.hubs;

import com.google.errorprone.annotations.CheckReturnValue;
