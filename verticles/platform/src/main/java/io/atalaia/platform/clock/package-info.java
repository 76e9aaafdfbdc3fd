/** Time, handed in so that tests can turn it. */
@CheckReturnValue
package io.atalaia.platform.clock;

import com.google.errorprone.annotations.CheckReturnValue;
