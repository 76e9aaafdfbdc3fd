/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.discovery.dns.Talk.Line;
import io.atalaia.discovery.dns.Talk.Message;
import io.atalaia.discovery.dns.Talk.Record;
import io.atalaia.discovery.dns.engine.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 80;

    private final Served served = new Served(2, 4, Duration.ofSeconds(2));

    @BeforeEach
    void register() {
        served.registry.with("web-1", "web", "10.0.0.1", 8080, "blue").withNode("lisbon", "10.1.0.1");
        for (int i = 0; i < MANY; i++) {
            served.registry.with("big-" + i, "big", "10.2.0." + i, 80);
        }
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Message ask(String name, int type, int payload) {
        return Talk.ask(served.port(), name, type, payload);
    }

    @Test
    void aQuestionIsAnsweredWithItsLettersAsTheyCame() {
        byte[] question = Talk.question(0xbeef, "wEb.SeRvIcE.atalaia", Type.A, 0);
        var answer = Message.read(
                Talk.overDatagram(served.port(), question, Talk.PATIENCE_MILLIS).orElseThrow());
        assertThat(answer.id()).isEqualTo(0xbeef);
        assertThat(answer.question()).isEqualTo(HexFormat.of().formatHex(question, 12, question.length));
        assertThat(answer.answers()).containsExactly(new Record("wEb.SeRvIcE.atalaia.", Type.A, 1, 0, "0a000001"));
        assertThat(answer.authoritative()).isTrue();
        assertThat(answer.flags() & 0x8180)
                .as("an answer, recursion was desired and is not available")
                .isEqualTo(0x8100);
        assertThat(answer.additional()).isEmpty();
    }

    @Test
    void servicesComeWithTheAddressesOfTheirTargets() {
        var answer = ask("_web._tcp.service.atalaia", Type.SRV, 1232);
        assertThat(answer.answers()).extracting(Record::type).containsExactly(Type.SRV);
        assertThat(answer.additional().get(0))
                .isEqualTo(new Record("0a000001.addr.atalaia.", Type.A, 1, 0, "0a000001"));
        assertThat(answer.additional().get(1).type()).isEqualTo(Type.OPT);
    }

    @Test
    void withoutExtensionAnAnswerHas512BytesAndSaysThatThereIsMore() {
        var answer = ask("big.service.atalaia", Type.A, 0);
        assertThat(answer.size()).isBetween(490, 512);
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.answers())
                .doesNotHaveDuplicates()
                .allMatch(one -> one.data().length() == 8);
        assertThat(served.meters.get("atalaia_dns_truncated").counter().count()).isEqualTo(1);
    }

    @Test
    void anExtensionAllowsMoreButNeverWhatIsBrokenIntoFragments() {
        assertThat(ask("big.service.atalaia", Type.A, 100).size()).isBetween(490, 512);
        assertThat(ask("big.service.atalaia", Type.A, 900).size()).isBetween(880, 900);
        assertThat(ask("big.service.atalaia", Type.A, 65_535).size()).isBetween(1_210, 1_232);
    }

    @Test
    void overTcpEverythingComes() throws IOException {
        try (var line = new Line(served.port())) {
            line.send(Talk.question(9, "big.service.atalaia", Type.A, 0));
            var answer = Message.read(line.receive());
            assertThat(answer.answers()).hasSize(MANY);
            assertThat(answer.truncated()).isFalse();
            line.send(Talk.question(10, "nobody.service.atalaia", Type.A, 0));
            assertThat(Message.read(line.receive()).code()).isEqualTo(3);
        }
    }

    @Test
    void whoAsksALotOverTcpWithoutReadingGetsEverythingInItsOrderOnceHeReads()
            throws IOException, InterruptedException {
        int questions = 5_000;
        try (var line = new Line(served.port())) {
            var sender = new Thread(() -> send(line, questions));
            sender.start();
            for (int i = 0; i < questions; i++) {
                assertThat(Message.read(line.receive()).id()).isEqualTo(i);
            }
            sender.join(LIMIT.toMillis());
            assertThat(sender.isAlive()).isFalse();
        }
    }

    private static void send(Line line, int questions) {
        try {
            for (int i = 0; i < questions; i++) {
                line.send(Talk.question(i, "big.service.atalaia", Type.A, 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSilentConnectionEndsAndOneTooManyIsNotTaken() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(new Line(served.port()));
        }
        try (var fifth = new Line(served.port())) {
            assertThat(fifth.isEnded()).isTrue();
        }
        assertThat(served.dropped("connections")).isEqualTo(1);
        assertThat(lines).allMatch(Line::isEnded);
        lines.forEach(Line::close);
        await().atMost(LIMIT).until(() -> {
            try (var line = new Line(served.port())) {
                line.send(Talk.question(1, "web.service.atalaia", Type.A, 0));
                return line.receive().length > 0;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void otherOperationsAndVersionsAreNotImplemented() {
        byte[] update = Talk.question(7, "web.service.atalaia", Type.A, 0);
        update[2] = 0x28;
        var answer = Message.read(
                Talk.overDatagram(served.port(), update, Talk.PATIENCE_MILLIS).orElseThrow());
        assertThat(answer.code()).isEqualTo(4);
        assertThat(answer.flags() >> 11 & 0xf).isEqualTo(5);

        byte[] future = Talk.question(7, "web.service.atalaia", Type.A, 1232);
        future[future.length - 5] = 1;
        var refusal = Message.read(
                Talk.overDatagram(served.port(), future, Talk.PATIENCE_MILLIS).orElseThrow());
        assertThat(refusal.answers()).isEmpty();
        assertThat(refusal.additional().get(0).ttl() >> 24)
                .as("the upper bits of BADVERS")
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsAnsweredByAHeaderAndAnswersNever() {
        byte[] cut = Arrays.copyOf(Talk.question(7, "web.service.atalaia", Type.A, 0), 20);
        var answer = Message.read(
                Talk.overDatagram(served.port(), cut, Talk.PATIENCE_MILLIS).orElseThrow());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.size()).isEqualTo(12);
        assertThat(Message.read(Talk.overDatagram(served.port(), Talk.shorts(7, 0, 0, 0, 0, 0), Talk.PATIENCE_MILLIS)
                                .orElseThrow())
                        .code())
                .isEqualTo(1);
        byte[] reply = Talk.question(7, "web.service.atalaia", Type.A, 0);
        reply[2] = (byte) 0x81;
        assertThat(Talk.overDatagram(served.port(), reply, 200)).isEmpty();
        assertThat(Talk.overDatagram(served.port(), new byte[11], 200)).isEmpty();
        await().atMost(LIMIT).until(() -> served.dropped("malformed") == 2);
    }

    @Test
    void questionsAreCountedByTypeAndCode() {
        assertThat(ask("web.service.atalaia", Type.A, 0).code()).isZero();
        assertThat(ask("example.com", Type.TXT, 0).code()).isEqualTo(5);
        assertThat(counted("A", "NOERROR")).isEqualTo(1);
        assertThat(counted("TXT", "REFUSED")).isEqualTo(1);
        await().atMost(LIMIT)
                .until(() -> served.meters.get("atalaia_dns_latency").timer().count() == 2);
    }

    private double counted(String type, String code) {
        return served.meters
                .get("atalaia_dns_queries")
                .tag("type", type)
                .tag("code", code)
                .counter()
                .count();
    }

    @Test
    void aNameThatIsRegisteredIsAnsweredAtOnce() {
        assertThat(ask("late.service.atalaia", Type.A, 0).code()).isEqualTo(3);
        served.registry.with("late-1", "late", "10.0.0.8", 1);
        assertThat(ask("late.service.atalaia", Type.A, 0).answers()).hasSize(1);
    }
}
