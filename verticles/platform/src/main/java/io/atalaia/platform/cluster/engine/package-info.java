/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The rules by which a node judges how it stands among the others; pure. */
@CheckReturnValue
package io.atalaia.platform.cluster.engine;

import com.google.errorprone.annotations.CheckReturnValue;
