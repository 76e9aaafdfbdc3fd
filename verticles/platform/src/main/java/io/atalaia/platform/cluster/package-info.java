/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** How nodes hold together. */
@CheckReturnValue
package io.atalaia.platform.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
