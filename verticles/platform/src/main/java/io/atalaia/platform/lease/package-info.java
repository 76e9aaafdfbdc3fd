/** What only one node may do at a time. */
@CheckReturnValue
package io.atalaia.platform.lease;

import com.google.errorprone.annotations.CheckReturnValue;
