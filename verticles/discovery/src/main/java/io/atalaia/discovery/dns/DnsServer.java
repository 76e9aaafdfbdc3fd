/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Domain;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Answers DNS over UDP and TCP on one port from this node's copy of the registry. Has threads of its own, so that a flood of
 * questions slows nothing else in the process, and nothing else slows an answer. Each thread has a UDP socket of its own on the
 * one port (SO_REUSEPORT); the kernel keeps a source's questions on one of them.
 */
public final class DnsServer {
    /** Questions that wait while a thread is busy; bytes. The kernel takes as much as net.core.rmem_max allows. */
    private static final int WAITING = 4 << 20;

    private static final int BACKLOG = 128;
    private static final int READS_AT_ONCE = 64;
    private static final int PORTS_TRIED = 8;

    private final DnsConfig config;
    private final Catalog catalog;
    private final Clock clock;
    private final DnsMeters meters;
    private final Domain domain;
    private final Sources sources;
    private EventLoopGroup threads;
    private int port = -1;

    public DnsServer(DnsConfig config, Catalog catalog, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.catalog = catalog;
        this.clock = clock;
        this.meters = new DnsMeters(meters);
        domain = new Domain(config.domain());
        sources = new Sources(config.answersPerSecond(), clock);
    }

    /**
     * Fails with an {@link IllegalStateException} that says in a sentence what to do when the port is taken; then nothing is open.
     * What follows runs on the caller's context, not on this server's threads.
     */
    public Future<Void> open(Vertx vertx) {
        if (config.none()) {
            return Future.succeededFuture();
        }
        threads = new MultiThreadIoEventLoopGroup(
                config.threads(), new DefaultThreadFactory("atalaia-dns", true), NioIoHandler.newFactory());
        return on(vertx, bind(PORTS_TRIED).recover(cause -> end().transform(closed -> explained(cause))));
    }

    private static Future<Void> on(Vertx vertx, Future<Void> future) {
        Promise<Void> promise = ((VertxInternal) vertx).getOrCreateContext().promise();
        future.onComplete(promise);
        return promise.future();
    }

    /** -1 when there is none. */
    public int port() {
        return port;
    }

    /** Answers what was read, then nothing more; safe to call twice. */
    public Future<Void> close(Vertx vertx) {
        return on(vertx, end());
    }

    private Future<Void> end() {
        if (threads == null) {
            return Future.succeededFuture();
        }
        Promise<Void> done = Promise.promise();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(ended -> done.complete());
        return done.future();
    }

    /** TCP first: two processes can share a port of UDP without noticing, never one of TCP. */
    private Future<Void> bind(int tries) {
        return settled(streams().bind(config.host(), config.port())).compose(stream -> {
            port = ((InetSocketAddress) stream.localAddress()).getPort();
            return datagrams().recover(cause -> again(stream, cause, tries - 1));
        });
    }

    /** Of any free port, TCP's may be somebody else's of UDP. */
    private Future<Void> again(Channel stream, Throwable cause, int tries) {
        return config.port() == 0 && tries > 0
                ? settled(stream.close()).compose(closed -> bind(tries))
                : Future.failedFuture(cause);
    }

    private Future<Void> datagrams() {
        var sockets = IntStream.range(0, config.threads())
                .mapToObj(number -> settled(datagram().bind(config.host(), port)))
                .toList();
        return Future.all(sockets).mapEmpty();
    }

    private Bootstrap datagram() {
        return new Bootstrap()
                .group(threads)
                .channel(NioDatagramChannel.class)
                .option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), config.threads() > 1)
                .option(ChannelOption.SO_RCVBUF, WAITING)
                .option(ChannelOption.RECVBUF_ALLOCATOR, receiving(READS_AT_ONCE))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // In this order: what the first answers itself is bytes already.
                        channel.pipeline()
                                .addLast(new Datagrams(sources, meters))
                                .addLast(new DatagramDnsResponseEncoder(new RecordWriter()))
                                .addLast(new DatagramAnswers(responder(), sources, clock, meters));
                    }
                });
    }

    private ServerBootstrap streams() {
        var children = new Streams(config, () -> new StreamAnswers(responder(), clock, meters), meters);
        return new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, receiving(1))
                .childHandler(children);
    }

    private static FixedRecvByteBufAllocator receiving(int readsAtOnce) {
        var allocator = new FixedRecvByteBufAllocator(Streams.LONGEST_QUESTION);
        allocator.maxMessagesPerRead(readsAtOnce);
        return allocator;
    }

    private Responder responder() {
        return new Responder(catalog, domain, meters);
    }

    private static Future<Channel> settled(ChannelFuture future) {
        Promise<Channel> promise = Promise.promise();
        future.addListener(ended -> {
            if (ended.isSuccess()) {
                promise.complete(future.channel());
            } else {
                promise.fail(ended.cause());
            }
        });
        return promise.future();
    }

    private Future<Void> explained(Throwable cause) {
        String place = config.port() + " of " + config.host();
        return Future.failedFuture(new IllegalStateException(
                cause instanceof BindException
                        ? "port " + place
                                + " is in use; choose another with --set discovery.dns.port=…, or none with -1"
                        : "port " + place + " cannot be opened: " + cause.getMessage()));
    }
}
