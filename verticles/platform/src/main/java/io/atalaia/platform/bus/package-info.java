/** The one typed door to the event bus. */
@CheckReturnValue
package io.atalaia.platform.bus;

import com.google.errorprone.annotations.CheckReturnValue;
