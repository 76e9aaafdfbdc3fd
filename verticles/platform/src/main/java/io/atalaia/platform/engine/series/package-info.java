/** Series over time: rates, buckets, gaps, and what resolution answers a question; pure, shared by storage and gateways. */
@CheckReturnValue
package io.atalaia.platform.engine.series;

import com.google.errorprone.annotations.CheckReturnValue;
