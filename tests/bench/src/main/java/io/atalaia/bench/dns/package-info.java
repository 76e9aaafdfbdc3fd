/** What the bench of DNS needs: the zone, and a process that serves it. */
@CheckReturnValue
package io.atalaia.bench.dns;

import com.google.errorprone.annotations.CheckReturnValue;
