/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What dashboards and programs get, as it is written in JSON. */
@CheckReturnValue
package io.atalaia.gateway.view;

import com.google.errorprone.annotations.CheckReturnValue;
