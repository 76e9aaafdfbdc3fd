/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why something failed between us and an instance, as far as a client is told: never an address. */
final class Causes {
    private Causes() {}

    static String of(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return ": no connection in time";
        }
        if (cause instanceof ConnectException) {
            return ": the connection was refused";
        }
        if (cause instanceof UnknownHostException) {
            return ": its name is not known";
        }
        return cause instanceof SSLException ? ": its certificate or its TLS is not accepted" : "";
    }
}
