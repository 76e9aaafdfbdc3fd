/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * The engine of listeners: that of the Java platform, with two things that Vert.x does not offer. Ciphers keep their order of
 * preference, and who speaks plain text is told so instead of being cut off. Its signatures, a millisecond or more each, are made
 * by workers: a fleet that comes back at once must not keep the event loop from its live samples.
 */
final class TlsEngine extends JdkSSLEngineOptions {
    private final boolean http;

    TlsEngine(boolean http) {
        this.http = http;
        setUseWorkerThread(true);
    }

    @Override
    public TlsEngine copy() {
        return new TlsEngine(http);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new Factory(http);
    }

    private static final class Factory extends DefaultSslContextFactory {
        private final boolean http;

        private Factory(boolean http) {
            super(SslProvider.JDK, false);
            this.http = http;
        }

        @Override
        public SslContextFactory enabledCipherSuites(Set<String> enabled) {
            var ordered = new LinkedHashSet<>(TlsRules.ciphers());
            ordered.retainAll(enabled);
            return super.enabledCipherSuites(ordered);
        }

        @Override
        public SslContext create() throws SSLException {
            return new ListeningContext(super.create(), http);
        }
    }
}
