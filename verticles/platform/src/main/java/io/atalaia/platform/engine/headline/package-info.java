/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** How the headline figures of a machine follow from its series: one place for gateways, storage and whatever comes. */
@CheckReturnValue
package io.atalaia.platform.engine.headline;

import com.google.errorprone.annotations.CheckReturnValue;
