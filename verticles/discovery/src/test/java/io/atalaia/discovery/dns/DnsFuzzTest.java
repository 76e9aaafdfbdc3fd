/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.discovery.dns.Talk.Line;
import io.atalaia.discovery.dns.Talk.Message;
import io.atalaia.discovery.dns.engine.Type;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random and mutated messages. Netty watches every buffer meanwhile. */
class DnsFuzzTest {
    private static final long SEED = 20_261_121;
    private static final int DATAGRAMS = 20_000;
    private static final int CONNECTIONS = 300;
    private static final List<String> NAMES = List.of(
            "web.service.atalaia",
            "_big._tcp.service.atalaia",
            "blue.web.service.atalaia",
            "lisbon.node.atalaia",
            "nobody.service.atalaia",
            "atalaia",
            "example.com",
            "0a000001.addr.atalaia");
    private static final int[] TYPES = {Type.A, Type.AAAA, Type.SRV, Type.TXT, Type.ANY, Type.SOA, Type.NS, 65_535};

    private final Random random = new Random(SEED);
    private final Leaks leaks = new Leaks();
    private Served served;

    @BeforeEach
    void open() {
        served = new Served(1, 16, Duration.ofSeconds(5));
        served.registry.with("web-1", "web", "10.0.0.1", 8080, "blue").withNode("lisbon", "10.1.0.1");
        for (int i = 0; i < 60; i++) {
            served.registry.with("big-" + i, "big", "10.2.0." + i, 80);
        }
    }

    @AfterEach
    void close() {
        served.close();
        var found = leaks.found();
        leaks.close();
        assertThat(found).isEmpty();
    }

    private byte[] message() {
        byte[] good = Talk.question(
                random.nextInt(65_536),
                NAMES.get(random.nextInt(NAMES.size())),
                TYPES[random.nextInt(TYPES.length)],
                random.nextBoolean() ? 0 : random.nextInt(65_536));
        return switch (random.nextInt(6)) {
            case 0 -> random(random.nextInt(100));
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length + 1));
            case 2 -> Arrays.copyOf(good, good.length + random.nextInt(1_500));
            case 3 -> pointing(good);
            case 4 -> good;
            default -> mutated(good);
        };
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] good) {
        for (int i = 0; i <= random.nextInt(4); i++) {
            good[random.nextInt(good.length)] = (byte) random.nextInt(256);
        }
        return good;
    }

    /** A name that points to itself, and counts that promise more than there is. */
    private byte[] pointing(byte[] good) {
        int at = 12 + random.nextInt(good.length - 13);
        good[at] = (byte) 0xc0;
        good[at + 1] = (byte) random.nextInt(good.length);
        good[4 + random.nextInt(8)] = (byte) random.nextInt(256);
        return good;
    }

    @Test
    void theWatchNoticesWhatNobodyReleases() {
        lose();
        await().atMost(Duration.ofSeconds(30)).until(() -> !leaks.found().isEmpty());
        leaks.forget();
    }

    private static void lose() {
        assertThat(ByteBufAllocator.DEFAULT.directBuffer(64).writeInt(1).isReadable())
                .isTrue();
    }

    @Test
    void noDatagramHurtsAndNoAnswerIsTooLarge() throws IOException {
        try (var socket = new DatagramSocket()) {
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port());
            socket.connect(server);
            socket.setSoTimeout(1);
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] message = message();
                socket.send(new DatagramPacket(message, message.length, server));
                if (i % 50 == 0) {
                    drain(socket);
                }
            }
            drain(socket);
        }
        // What comes while the kernel's queue is full is lost.
        byte[] question = Talk.question(7, "web.service.atalaia", Type.A, 0);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Talk.overDatagram(served.port(), question, 200).isPresent());
    }

    private static void drain(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[70_000], 70_000);
        try {
            while (true) {
                socket.receive(packet);
                assertThat(packet.getLength()).isLessThanOrEqualTo(1_232);
                var message = Message.read(Arrays.copyOf(packet.getData(), packet.getLength()));
                assertThat(message.flags() & 0x8000).isNotZero();
                boolean extended = message.additional().stream().anyMatch(one -> one.type() == Type.OPT);
                assertThat(extended || packet.getLength() <= 512).isTrue();
                packet.setLength(70_000);
            }
        } catch (SocketTimeoutException e) {
            // There is no more now.
        }
    }

    @Test
    void noStreamHurts() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (var line = new Line(served.port())) {
                for (int j = 0; j < 5; j++) {
                    if (random.nextInt(10) == 0) {
                        line.sendRaw(random(random.nextInt(200)));
                    } else {
                        line.send(message());
                    }
                }
            } catch (IOException e) {
                // It was cut off for what it said.
            }
        }
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var line = new Line(served.port())) {
                line.send(Talk.question(5, "big.service.atalaia", Type.A, 0));
                return Message.read(line.receive()).answers().size() == 60;
            }
        });
    }
}
