/** The MongoDB client and the stores of leases and registrations. */
@CheckReturnValue
package io.atalaia.platform.mongo;

import com.google.errorprone.annotations.CheckReturnValue;
