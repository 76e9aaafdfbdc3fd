/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The role through which people and programs see the fleet: its live state, its history and the dashboard. */
@CheckReturnValue
package io.atalaia.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
