/** How sealed blocks reach storage, and live samples a gateway, over the bus or another way. */
@CheckReturnValue
package io.atalaia.platform.uplink;

import com.google.errorprone.annotations.CheckReturnValue;
