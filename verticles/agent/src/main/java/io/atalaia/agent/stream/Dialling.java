/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.platform.tls.ClientTls;
import io.atalaia.platform.tls.PemFiles;
import io.atalaia.platform.tls.TlsTrouble;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;

/** How a gateway is called, and what is said when it does not answer. */
public final class Dialling {
    private Dialling() {}

    /**
     * What goes to an address with TLS goes there encrypted or not at all.
     *
     * @param tls whom to trust there, and what to show
     */
    public static HttpClientOptions options(GatewayAddress address, PemFiles tls, int patienceMillis) {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setTcpKeepAlive(true)
                .setConnectTimeout(patienceMillis);
        if (address.secure()) {
            ClientTls.secure(options, tls);
        }
        return options;
    }

    /** What goes behind "the gateway". */
    static String unreached(Throwable cause) {
        return TlsTrouble.sentence(cause).orElseGet(() -> "cannot be reached: " + words(cause));
    }

    /** With TLS 1.3 an agent whose certificate is refused hears of it only when it has begun to talk. */
    static String broken(Throwable cause) {
        return TlsTrouble.sentence(cause).orElseGet(() -> "broke the stream: " + words(cause));
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
