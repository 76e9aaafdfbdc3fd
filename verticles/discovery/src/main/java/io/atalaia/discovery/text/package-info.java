/** The registry for the simplest of clients: a line in a datagram, answered by a line. */
@CheckReturnValue
package io.atalaia.discovery.text;

import com.google.errorprone.annotations.CheckReturnValue;
