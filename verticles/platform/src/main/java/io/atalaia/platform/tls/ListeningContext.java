/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/** A context whose handlers answer plain text; all else is the wrapped one's. */
final class ListeningContext extends SslContext {
    private final SslContext wrapped;
    private final boolean http;

    ListeningContext(SslContext wrapped, boolean http) {
        this.wrapped = wrapped;
        this.http = http;
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, boolean startTls) {
        return answering(newEngine(buffers), startTls, ImmediateExecutor.INSTANCE);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, boolean startTls, Executor workers) {
        return answering(newEngine(buffers), startTls, workers);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, String host, int port, boolean startTls) {
        return answering(newEngine(buffers, host, port), startTls, ImmediateExecutor.INSTANCE);
    }

    @Override
    protected SslHandler newHandler(
            ByteBufAllocator buffers, String host, int port, boolean startTls, Executor workers) {
        return answering(newEngine(buffers, host, port), startTls, workers);
    }

    private SslHandler answering(SSLEngine engine, boolean startTls, Executor workers) {
        return new PlainTextAnswer(engine, startTls, workers, http);
    }

    @Override
    public boolean isClient() {
        return wrapped.isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return wrapped.cipherSuites();
    }

    @Override
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return wrapped.applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator buffers) {
        return wrapped.newEngine(buffers);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator buffers, String peerHost, int peerPort) {
        return wrapped.newEngine(buffers, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return wrapped.sessionContext();
    }
}
