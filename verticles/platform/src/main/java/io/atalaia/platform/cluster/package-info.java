/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Who belongs to the cluster, who of them can be heard, and what a node may still do when too few can. */
@CheckReturnValue
package io.atalaia.platform.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
