/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.vertx.core.http.HttpMethod;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand machines of 150 series each, scraped; the figures are printed. */
class LargeFleetTest {
    private static final int MACHINES = 1_000;
    private static final int SERIES = 150;
    private static final List<Schema> SCHEMAS =
            IntStream.range(0, 7).mapToObj(disk -> schema("disk" + disk)).toList();

    private final House house = House.open(House.STANDING);

    @AfterEach
    void close() {
        house.close();
    }

    private static String id(int i) {
        return String.format("3f6c1b1e-7a52-4c1d-9f00-%012d", i);
    }

    @BeforeEach
    void greet() {
        for (int i = 0; i < MACHINES; i++) {
            house.greet(id(i), "host-" + i, schemaOf(i));
        }
    }

    private void sample() {
        double[] values = new double[SERIES];
        Arrays.setAll(values, place -> place * 1234.5678 + Math.sin(place) * 1e6);
        for (int i = 0; i < MACHINES; i++) {
            String hash = schemaOf(i).hash();
            house.live(new Sample(id(i), "b".repeat(32), System.currentTimeMillis(), hash, values, null));
        }
    }

    private static Schema schemaOf(int machine) {
        return SCHEMAS.get(machine % SCHEMAS.size());
    }

    private static Schema schema(String device) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < SERIES; i++) {
            series.add(
                    i % 3 == 0
                            ? new Series("node_disk_read_bytes_total", Map.of("device", device + "-" + i), Kind.COUNTER)
                            : Series.gauge("node_memory_Field" + i + "_bytes"));
        }
        return Schema.of(series);
    }

    private static long eventLoopNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    @Test
    void theWholeFleetIsWrittenWithoutHoldingUpTheEventLoop() {
        for (var encoding : List.of("identity", "gzip", "identity", "gzip")) {
            sample();
            long loop = eventLoopNanos();
            long begun = System.nanoTime();
            Reply reply = house.get("/metrics/fleet", Map.of("Accept-Encoding", encoding));
            long took = System.nanoTime() - begun;
            long onLoop = eventLoopNanos() - loop;
            assertThat(reply.status()).isEqualTo(200);
            System.out.printf(
                    "%d machines x %d series, %s: %d bytes in %d ms, of these %.1f ms on event loops%n",
                    MACHINES, SERIES, encoding, reply.body().length(), took / 1_000_000, onLoop / 1e6);
            if (encoding.equals("identity")) {
                String text = reply.body().toString();
                assertThat(text.lines().filter(line -> !line.startsWith("#")).count())
                        .isGreaterThan((long) MACHINES * SERIES);
                assertThat(text.lines().filter(line -> line.startsWith("# TYPE node_disk_read_bytes_total")))
                        .hasSize(1);
            }
            assertThat(took).isLessThan(20_000_000_000L);
            assertThat(onLoop).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void othersAreAnsweredMeanwhile() throws InterruptedException {
        sample();
        var over = new AtomicBoolean();
        var longest = new AtomicLong();
        var asker = new Thread(() -> {
            try (var socket = new Socket("127.0.0.1", house.gateway.port())) {
                while (!over.get()) {
                    longest.accumulateAndGet(healthNanos(socket), Math::max);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var failure = new AtomicReference<Throwable>();
        asker.setUncaughtExceptionHandler((thread, cause) -> failure.set(cause));
        asker.start();
        for (int i = 0; i < 5; i++) {
            assertThat(house.get("/metrics/fleet").status()).isEqualTo(200);
        }
        over.set(true);
        asker.join();
        System.out.printf("longest /healthz while the fleet is written: %.1f ms%n", longest.get() / 1e6);
        assertThat(failure.get()).isNull();
        assertThat(longest.get()).isBetween(1L, 6_000_000_000L);
    }

    /** Over a socket of its own: the client that reads the fleet has no time for others. */
    private static long healthNanos(Socket socket) throws IOException {
        long begun = System.nanoTime();
        socket.getOutputStream()
                .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("ok\n")) {
            int sign = socket.getInputStream().read();
            if (sign < 0) {
                throw new EOFException("after " + answer);
            }
            answer.append((char) sign);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
        return System.nanoTime() - begun;
    }

    @Test
    void aThirdScrapeIsRefusedUntilAReaderThatStandsStillIsGone() throws IOException {
        sample();
        try (var one = stalled();
                var other = stalled()) {
            assertThat(one.isConnected() && other.isConnected()).isTrue();
            eventually(() -> {
                Reply reply = house.get("/metrics/fleet");
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.headers().get("Retry-After")).isEqualTo("5");
                assertThat(reply.headers().get("Content-Type")).isEqualTo("application/problem+json");
            });
            assertThat(house.send(HttpMethod.HEAD, "/healthz", Map.of()).status())
                    .isEqualTo(200);
        }
        eventually(() ->
                assertThat(house.get("/metrics/fleet?match=atalaia").status()).isEqualTo(200));
    }

    /** Asks, and never reads. */
    private Socket stalled() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", house.gateway.port()));
        socket.getOutputStream()
                .write("GET /metrics/fleet HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
