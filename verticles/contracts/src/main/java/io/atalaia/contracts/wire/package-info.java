/** The list of every record that may travel between nodes, and the binary form of the frequent ones. */
@CheckReturnValue
package io.atalaia.contracts.wire;

import com.google.errorprone.annotations.CheckReturnValue;
