/** What a machine is. */
@CheckReturnValue
package io.atalaia.contracts.event;

import com.google.errorprone.annotations.CheckReturnValue;
