/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Which roles nodes are to carry, what operators wished of them, and who could carry more. */
@CheckReturnValue
package io.atalaia.platform.roles;

import com.google.errorprone.annotations.CheckReturnValue;
