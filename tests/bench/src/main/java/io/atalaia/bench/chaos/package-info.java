/** Kills, cuts and fills, and then counts what was lost and what came twice. */
@CheckReturnValue
package io.atalaia.bench.chaos;

import com.google.errorprone.annotations.CheckReturnValue;
