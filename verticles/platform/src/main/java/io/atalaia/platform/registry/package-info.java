/** Where a role says what it offers. */
@CheckReturnValue
package io.atalaia.platform.registry;

import com.google.errorprone.annotations.CheckReturnValue;
