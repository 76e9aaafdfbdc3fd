/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Where a forwarded request goes, how many may go there, and what is changed in it: arithmetic on what it is handed. */
@CheckReturnValue
package io.atalaia.gateway.forward.engine;

import com.google.errorprone.annotations.CheckReturnValue;
