/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How the connections between nodes are kept. When packets of one are lost for a while, TCP sends them again after ever longer
 * pauses, up to minutes: a connection that nobody gave up would outlast the fault by as much. So each is tried every second, and
 * one without a sign of life is closed; the next message, the ring's at the latest, opens a new one.
 */
public final class BusOptions {
    private static final long PING_MILLIS = 1_000;
    /** As long as the ring waits before it calls a node silent. */
    private static final long PONG_MILLIS = 3_000;
    /**
     * Closing a connection flushes it first, which cannot end when its buffers are full: this cuts it. Both ends hear something
     * every second, a ping the one and its answer the other.
     */
    private static final int DEAF_MILLIS = 5_000;

    private static final int CONNECT_MILLIS = 2_000;

    private BusOptions() {}

    /**
     * Only who shows a certificate of the same authorities is let in, and everything between nodes is encrypted. Names in
     * certificates are not compared: nodes find each other by addresses.
     */
    public static EventBusOptions secured(Path certificate, Path key, Path authorities) {
        return lively().setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.toString())
                        .addKeyPath(key.toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()))
                .setClientAuth(ClientAuth.REQUIRED);
    }

    public static EventBusOptions lively() {
        return new EventBusOptions()
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PONG_MILLIS)
                .setReadIdleTimeout(DEAF_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
