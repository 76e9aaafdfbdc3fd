/** How sealed blocks reach storage, over the bus or another way. */
@CheckReturnValue
package io.atalaia.platform.uplink;

import com.google.errorprone.annotations.CheckReturnValue;
