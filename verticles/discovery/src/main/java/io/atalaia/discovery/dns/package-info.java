/** The DNS server: messages in and out, over UDP and TCP. */
@CheckReturnValue
package io.atalaia.discovery.dns;

import com.google.errorprone.annotations.CheckReturnValue;
