/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Encrypted connections: certificates and keys in files, what listeners and clients make of them. */
@CheckReturnValue
package io.atalaia.platform.tls;

import com.google.errorprone.annotations.CheckReturnValue;
