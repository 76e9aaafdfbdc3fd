/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What is registered, and how it stands, as a copy on every node. */
@CheckReturnValue
package io.atalaia.platform.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
