/** What the bench of health checks runs in processes of its own. */
@CheckReturnValue
package io.atalaia.bench.health;

import com.google.errorprone.annotations.CheckReturnValue;
