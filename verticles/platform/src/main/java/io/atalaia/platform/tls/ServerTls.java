/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The encryption of all listeners of one role, of which there may be several: {@link #open} it, {@link #secure} their options,
 * and let them {@link #follow} once they listen. When the files change, who connects from then on gets the new certificate, and nobody who is
 * connected notices. For one event loop.
 */
public final class ServerTls {
    private static final long LOOK_MILLIS = 3_000;

    private final Vertx vertx;
    private final PemFiles files;
    private final Duration handshake;
    private final Clock clock;
    private final MeterRegistry meters;
    private final TlsLog log;
    private final List<Function<ServerSSLOptions, Future<Boolean>>> listeners = new ArrayList<>();
    private volatile Pems pems;
    private Stamps stamps;
    private long looking = -1;

    /**
     * @param files whose authorities are those of clients: a client may come without a certificate, not with another's. Where no
     *     certificate is named nothing is encrypted.
     * @param handshake how long one may take; who says nothing meanwhile, or little by little, is disconnected
     */
    public ServerTls(Vertx vertx, PemFiles files, Duration handshake, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.files = files;
        this.handshake = handshake;
        this.clock = clock;
        this.meters = meters;
        log = new TlsLog(files);
    }

    /** What was read, and what it was read from. */
    private record Read(Pems pems, Stamps stamps) {}

    /** Reads the files; fails with a {@link PemFault}. */
    public Future<Void> open() {
        return files.certificate().isNamed() ? read().map(this::begin) : Future.succeededFuture();
    }

    /** Whether anything is encrypted. */
    public boolean isOn() {
        return pems != null;
    }

    /** Whether certificates of clients are looked at. */
    public boolean knowsClients() {
        return isOn() && pems.trusted() != null;
    }

    /** Writes into the options of a listener what it takes to be encrypted, HTTP/2 included. */
    public <O extends NetServerOptions> O secure(O options) {
        if (!isOn()) {
            return options;
        }
        var own = now();
        options.setSsl(true)
                .setKeyCertOptions(own.getKeyCertOptions())
                .setTrustOptions(own.getTrustOptions())
                .setClientAuth(own.getClientAuth())
                .setUseAlpn(options instanceof HttpServerOptions)
                .setEnabledSecureTransportProtocols(TlsRules.VERSIONS)
                .setSslHandshakeTimeout(handshake.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslEngineOptions(new TlsEngine(options instanceof HttpServerOptions));
        TlsRules.ciphers().forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** From now on the listener gets each new certificate. */
    public void follow(HttpServer listener) {
        listeners.add(listener::updateSSLOptions);
    }

    public void follow(NetServer listener) {
        listeners.add(listener::updateSSLOptions);
    }

    private ServerSSLOptions now() {
        var options = new ServerSSLOptions()
                .setKeyCertOptions(pems.own())
                .setTrustOptions(pems.trusted())
                .setClientAuth(pems.trusted() == null ? ClientAuth.NONE : ClientAuth.REQUEST);
        options.setEnabledSecureTransportProtocols(TlsRules.VERSIONS)
                .setSslHandshakeTimeout(handshake.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        TlsRules.ciphers().forEach(options::addEnabledCipherSuite);
        return options;
    }

    private Void begin(Read read) {
        pems = read.pems();
        stamps = read.stamps();
        log.ends(pems.ends(), clock.wall().instant());
        looking = vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        measure();
        return null;
    }

    private void measure() {
        TimeGauge.builder("atalaia_tls_certificate_remaining", this, TimeUnit.SECONDS, ServerTls::remaining)
                .description("How long the certificate that is shown to clients holds yet; negative when it has ended")
                .strongReference(true)
                .register(meters);
    }

    private double remaining() {
        return pems.ends().getEpochSecond() - clock.millis() / 1_000.0;
    }

    /** When the certificate ends; only where there is one. */
    public Instant ends() {
        return pems.ends();
    }

    private Future<Read> read() {
        return vertx.executeBlocking(
                () -> {
                    // Before the files: what is written while they are read is seen at the next look.
                    var before = Stamps.of(files);
                    return new Read(files.read(), before);
                },
                false);
    }

    private void look() {
        log.ends(pems.ends(), clock.wall().instant());
        vertx.executeBlocking(() -> Stamps.of(files), false)
                .compose(seen -> seen.equals(stamps) ? same() : anew())
                .onFailure(log::broken);
    }

    private Future<Void> same() {
        log.sound();
        return Future.succeededFuture();
    }

    private Future<Void> anew() {
        return read().compose(read -> {
            pems = read.pems();
            return Future.join(listeners.stream()
                            .map(listener -> listener.apply(now()))
                            .toList())
                    .onSuccess(all -> {
                        stamps = read.stamps();
                        log.changed(pems);
                    })
                    .mapEmpty();
        });
    }

    /** Looks at the files no more. */
    public void close() {
        vertx.cancelTimer(looking);
        listeners.clear();
    }
}
