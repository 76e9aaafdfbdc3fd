/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.discovery.dns.Sources;
import io.atalaia.discovery.dns.engine.Addresses;
import io.atalaia.discovery.dns.engine.RateBound.Verdict;
import io.atalaia.discovery.text.engine.Reply;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * A line in a datagram, answered by a line. What is not text, and what itself is an answer, is never answered: else two servers
 * could be made to talk to each other without an end. Used on its verticle's event loop alone.
 */
public final class TextServer {
    /** Writes that wait for the registry at once. */
    private static final int MOST_PENDING = 256;

    private final TextConfig config;
    private final TextDesk desk;
    private final Sources sources;
    private final Counter answered;
    private final Counter dropped;
    private DatagramSocket socket;
    private int pending;

    public TextServer(TextConfig config, Catalog catalog, Registrar registrar, Clock clock, MeterRegistry meters) {
        this.config = config;
        desk = new TextDesk(catalog, registrar, config.key(), clock);
        sources = new Sources(config.answersPerSecond(), clock);
        answered = Counter.builder("atalaia_text_answers")
                .description("Lines over UDP that were answered")
                .register(meters);
        dropped = Counter.builder("atalaia_text_dropped")
                .description("Datagrams that got no answer: no text, too long, or too many")
                .register(meters);
    }

    /** Fails with an {@link IllegalStateException} that says in a sentence what to do when the port is taken. */
    public Future<Void> open(Vertx vertx) {
        if (config.none()) {
            return Future.succeededFuture();
        }
        socket = vertx.createDatagramSocket().handler(this::take).exceptionHandler(failed -> dropped.increment());
        return socket.listen(config.port(), config.host())
                .recover(this::explained)
                .mapEmpty();
    }

    /** -1 when there is none. */
    public int port() {
        return socket == null || socket.localAddress() == null
                ? -1
                : socket.localAddress().port();
    }

    public Future<Void> close() {
        return socket == null ? Future.succeededFuture() : socket.close();
    }

    private void take(DatagramPacket packet) {
        Buffer data = packet.data();
        SocketAddress sender = packet.sender();
        if (!mayBeAnswered(data, sender) || pending >= MOST_PENDING) {
            dropped.increment();
            return;
        }
        boolean loopback = address(sender).isLoopbackAddress();
        int most = Reply.most(data.length(), loopback);
        pending++;
        desk.answer(withoutEnd(data), most, loopback).onSuccess(line -> {
            pending--;
            answered.increment();
            socket.send(Buffer.buffer(line, "ISO-8859-1"), sender.port(), sender.hostAddress())
                    .onFailure(failed -> dropped.increment());
        });
    }

    private boolean mayBeAnswered(Buffer data, SocketAddress sender) {
        return data.length() > 0
                && data.length() <= Reply.LONGEST
                && sender.port() != 0
                && isQuestion(withoutEnd(data))
                && sources.judge(new InetSocketAddress(address(sender), sender.port())) == Verdict.ANSWER;
    }

    private static boolean isQuestion(String line) {
        return !line.startsWith("OK")
                && !line.startsWith("ERROR")
                && line.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String withoutEnd(Buffer data) {
        String line = data.toString(StandardCharsets.ISO_8859_1);
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static InetAddress address(SocketAddress sender) {
        try {
            return InetAddress.getByAddress(
                    Addresses.parse(sender.hostAddress()).orElseThrow());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a datagram comes from an address", e);
        }
    }

    private Future<DatagramSocket> explained(Throwable cause) {
        String place = config.port() + " of " + config.host();
        return Future.failedFuture(new IllegalStateException(
                cause instanceof BindException
                        ? "port " + place
                                + " is in use; choose another with --set discovery.text.port=…, or none with -1"
                        : "port " + place + " cannot be opened: " + cause.getMessage()));
    }
}
