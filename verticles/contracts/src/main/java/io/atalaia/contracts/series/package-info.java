/** Series, schemas and samples: the figures of a machine. */
@CheckReturnValue
package io.atalaia.contracts.series;

import com.google.errorprone.annotations.CheckReturnValue;
