/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The programs beside which forwarding is measured. */
@CheckReturnValue
package io.atalaia.bench.forward;

import com.google.errorprone.annotations.CheckReturnValue;
