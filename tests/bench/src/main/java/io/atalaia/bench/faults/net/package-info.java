/** Hosts of our own, and the cables between them. */
@CheckReturnValue
package io.atalaia.bench.faults.net;

import com.google.errorprone.annotations.CheckReturnValue;
