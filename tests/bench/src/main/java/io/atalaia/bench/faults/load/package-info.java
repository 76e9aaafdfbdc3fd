/** Questions that are asked all the time, and the journal of what was acknowledged. */
@CheckReturnValue
package io.atalaia.bench.faults.load;

import com.google.errorprone.annotations.CheckReturnValue;
