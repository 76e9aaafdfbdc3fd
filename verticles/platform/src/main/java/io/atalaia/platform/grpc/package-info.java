/** The methods of our gRPC services, for both sides. */
@CheckReturnValue
package io.atalaia.platform.grpc;

import com.google.errorprone.annotations.CheckReturnValue;
