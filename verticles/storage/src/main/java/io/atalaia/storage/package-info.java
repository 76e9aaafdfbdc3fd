/** Storage: keeps what agents sampled, packs it, and answers questions about the past. */
@CheckReturnValue
package io.atalaia.storage;

import com.google.errorprone.annotations.CheckReturnValue;
