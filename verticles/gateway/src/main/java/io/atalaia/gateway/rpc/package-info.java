/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** gRPC, on the same port as everything else. */
@CheckReturnValue
package io.atalaia.gateway.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
