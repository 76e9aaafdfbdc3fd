/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What nodes ask of each other: whether they hear each other, what each carries, and what it is to carry. */
@CheckReturnValue
package io.atalaia.contracts.node;

import com.google.errorprone.annotations.CheckReturnValue;
