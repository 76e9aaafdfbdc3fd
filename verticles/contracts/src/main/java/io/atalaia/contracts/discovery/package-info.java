/** Which services run where. */
@CheckReturnValue
package io.atalaia.contracts.discovery;

import com.google.errorprone.annotations.CheckReturnValue;
