/** What a machine is. */
@CheckReturnValue
package io.atalaia.contracts.machine;

import com.google.errorprone.annotations.CheckReturnValue;
