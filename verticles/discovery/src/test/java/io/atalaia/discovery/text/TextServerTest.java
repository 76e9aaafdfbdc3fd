/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.discovery.MemoryRegistry;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextServerTest {
    private static final String KEY = "a key of some length";
    private static final long NOW = 1_760_000_000L;

    private final AtomicLong seconds = new AtomicLong(NOW);
    private final Clock clock = new Clock((InstantSource) () -> Instant.ofEpochSecond(seconds.get()), System::nanoTime);
    private final Vertx vertx = Vertx.vertx();
    private final MemoryRegistry registry = new MemoryRegistry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TextServer server =
            new TextServer(new TextConfig("127.0.0.1", 0, KEY, 100), registry, registry, clock, meters);
    private final TextDesk desk = new TextDesk(registry, registry, KEY, clock);

    @BeforeEach
    void open() {
        server.open(vertx).await();
    }

    @AfterEach
    void close() {
        server.close().await();
        vertx.close().await();
    }

    private String ask(String line) {
        return ask(line.getBytes(StandardCharsets.ISO_8859_1), 20_000);
    }

    private String ask(byte[] bytes, int patienceMillis) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(patienceMillis);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.port()));
            var answer = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As from another machine. */
    private String far(String line) {
        return desk.answer(line, 512, false).result();
    }

    private static String signed(String line, long at) {
        String before = line + " at=" + at;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return before + " sig=" + HexFormat.of().formatHex(mac.doFinal(before.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAddedIsFoundUntilItIsDeleted() {
        assertThat(ask("GET web\n")).isEqualTo("ERROR unknown\n");
        assertThat(ask("ADD web 10.0.0.1:80\n")).isEqualTo("OK\n");
        assertThat(ask("ADD web 10.0.0.1:80")).isEqualTo("OK\n");
        assertThat(ask("GET web\r\n")).isEqualTo("OK 10.0.0.1:80\n");
        assertThat(registry.registrations()).hasSize(1);
        Registration one = registry.registrations().get(0);
        assertThat(one.kind()).isEqualTo(ServiceKind.TCP);
        assertThat(one.leaseMillis()).isZero();
        assertThat(one.checks()).hasSize(1);
        assertThat(ask("DEL web 10.0.0.1:80\n")).isEqualTo("OK\n");
        assertThat(ask("DEL web 10.0.0.1:80\n")).startsWith("ERROR there is no registration");
    }

    @Test
    void onlyWhatPassesIsGiven() {
        registry.with("a", "web", "10.0.0.1", 80)
                .with(MemoryRegistry.registration("b", "web", ServiceKind.TCP, "10.0.0.2", 80), Health.FAILING)
                .with("c", "web", "2001:db8::1", 80)
                .with(MemoryRegistry.registration("d", "down", ServiceKind.TCP, "10.0.0.2", 80), Health.FAILING);
        assertThat(ask("GET web").strip().split(" "))
                .containsExactlyInAnyOrder("OK", "10.0.0.1:80", "[2001:db8::1]:80");
        assertThat(ask("GET down")).isEqualTo("OK\n");
    }

    @Test
    void anAnswerFitsIntoADatagramOf512Bytes() {
        for (int i = 0; i < 100; i++) {
            registry.with("w" + i, "web", "10.0.0." + i, 10_000 + i);
        }
        String answer = ask("GET web");
        assertThat(answer.length()).isBetween(480, 512);
        assertThat(answer).matches("OK( 10\\.0\\.0\\.\\d+:10\\d{3})+\n");
    }

    @Test
    void othersReadButDoNotWriteWithoutASignature() {
        assertThat(far("ADD web 10.0.0.1:80")).isEqualTo("ERROR not from here without a signature\n");
        assertThat(far(signed("ADD web 10.0.0.1:80", NOW))).isEqualTo("OK\n");
        assertThat(far("GET web")).isEqualTo("OK 10.0.0.1:80\n");
    }

    @Test
    void aSignatureIsGoodOnceAndFor30Seconds() {
        String line = signed("ADD web 10.0.0.1:80", NOW);
        assertThat(far(line)).isEqualTo("OK\n");
        assertThat(far(line)).isEqualTo("ERROR used before\n");
        assertThat(far(line.toUpperCase(Locale.ROOT))).startsWith("ERROR");
        assertThat(far(signed("ADD web 10.0.0.1:80", NOW - 31))).contains("30 s");
        assertThat(far(signed("ADD web 10.0.0.1:80", NOW + 31))).contains("30 s");
        assertThat(far(signed("ADD web 10.0.0.1:80", NOW + 30))).isEqualTo("OK\n");
        seconds.addAndGet(29);
        assertThat(far(line)).isEqualTo("ERROR used before\n");
    }

    @Test
    void aSignatureOfSomethingElseIsRefusedFromAnywhere() {
        String changed = signed("ADD web 10.0.0.1:80", NOW).replace("10.0.0.1", "10.0.0.2");
        assertThat(far(changed)).isEqualTo("ERROR bad signature\n");
        assertThat(ask(changed)).isEqualTo("ERROR bad signature\n");
        assertThat(far("ADD web 10.0.0.1:80 sig=" + "0".repeat(64))).isEqualTo("ERROR bad signature\n");
        var without = new TextDesk(registry, registry, "", clock);
        assertThat(without.answer(signed("ADD web 10.0.0.1:80", NOW), 512, false)
                        .result())
                .isEqualTo("ERROR there is no key here\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK 10.0.0.1:80\n", "ERROR unknown\n", "GET \u0001", "GET caf\u00e9", "GET web\nGET web\n"})
    void answersAndWhatIsNoLineAreNotAnswered(String line) {
        assertThat(ask(line.getBytes(StandardCharsets.ISO_8859_1), 200)).isEmpty();
    }

    @Test
    void aDatagramBeyond512BytesIsNotAnswered() {
        assertThat(ask("GET web" + " ".repeat(505))).isEqualTo("ERROR unknown\n");
        assertThat(ask(("GET web" + " ".repeat(506)).getBytes(StandardCharsets.ISO_8859_1), 200))
                .isEmpty();
        await().until(() -> meters.get("atalaia_text_dropped").counter().count() == 1);
    }

    @Test
    void noRubbishHurts() throws IOException {
        var random = new Random(20_261_121);
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = random.nextBoolean()
                        ? new byte[random.nextInt(600)]
                        : "ADD web 10.0.0.1:80 at=1 sig=".getBytes(StandardCharsets.US_ASCII);
                for (int j = 0; j < bytes.length / (1 + random.nextInt(30)); j++) {
                    bytes[random.nextInt(bytes.length)] =
                            (byte) (random.nextBoolean() ? ' ' + random.nextInt(95) : random.nextInt(256));
                }
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.port()));
            }
        }
        // What comes while the kernel's queue is full is lost.
        await().atMost(Duration.ofSeconds(30)).until(() -> ask("GET nobody".getBytes(StandardCharsets.US_ASCII), 200)
                .equals("ERROR unknown\n"));
    }
}
