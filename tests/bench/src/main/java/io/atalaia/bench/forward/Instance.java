/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of a service, that answers well until it suffers something. */
public final class Instance implements AutoCloseable {
    private static final int SLOW_MILLIS = 300;

    static {
        // It writes head and body one after the other: Nagle's algorithm would hold the second back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Fault fault;

    /** What can befall it. */
    public enum Fault {
        KILLED,
        HUNG,
        SLOW,
        FAILING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Instance() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        var ignored = server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.getAndIncrement();
        if (fault == Fault.HUNG) {
            return;
        }
        if (fault == Fault.SLOW) {
            var ignored = threads.schedule(() -> end(exchange, 200), SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            end(exchange, fault == Fault.FAILING ? 500 : 200);
        }
    }

    private static void end(HttpExchange exchange, int status) {
        try (exchange) {
            byte[] text = "well".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        } catch (IOException gone) {
            // Who asked sees it.
        }
    }

    public void suffer(Fault what) {
        fault = what;
        if (what == Fault.KILLED) {
            server.stop(0);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How many requests came so far. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        if (fault != Fault.KILLED) {
            server.stop(0);
        }
        var ignored = threads.shutdownNow();
    }
}
