/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Who may do what: the rights of people and programs. */
@CheckReturnValue
package io.atalaia.contracts.access;

import com.google.errorprone.annotations.CheckReturnValue;
