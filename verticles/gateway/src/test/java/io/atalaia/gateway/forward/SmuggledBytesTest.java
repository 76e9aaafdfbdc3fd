/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.RawClient;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request smuggling through the gateway: what arrives, byte by byte, at an instance behind that reads in whatever way. */
class SmuggledBytesTest {
    private static final String HIDDEN = "GET /shop/hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    /** Where a head may end for one who takes bare line feeds. */
    private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

    private final Street street = new Street();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private ServerSocket instance;

    /** What came by one connection. */
    private static final class Arrived {
        private final StringBuffer bytes = new StringBuffer();

        String head() {
            String all = bytes.toString();
            int end = all.indexOf("\r\n\r\n");
            return end < 0 ? all : all.substring(0, end + 2);
        }

        String body() {
            return bytes.substring(head().length() + 2);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        instance = new ServerSocket(FreePorts.next(), 50, InetAddress.getByName("127.0.0.1"));
        var accepting = new Thread(this::accept, "instance");
        accepting.setDaemon(true);
        accepting.start();
        street.register("shop-1", instance.getLocalPort(), Map.of());
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = instance.accept();
                var one = new Arrived();
                arrived.add(one);
                var reading = new Thread(() -> read(socket, one), "instance-connection");
                reading.setDaemon(true);
                reading.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Answers once, as soon as a head and the end of a body were there, and notes whatever else comes. */
    private static void read(Socket socket, Arrived one) {
        try (socket) {
            InputStream input = socket.getInputStream();
            boolean answered = false;
            for (int next = input.read(); next >= 0; next = input.read()) {
                one.bytes.append((char) next);
                if (!answered && isWhole(one)) {
                    answered = true;
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException gone) {
            // What came until then was noted.
        }
    }

    private static boolean isWhole(Arrived one) {
        if (!one.bytes.toString().contains("\r\n\r\n")) {
            return false;
        }
        var length = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n").matcher(one.head());
        return length.find()
                ? one.body().length() >= Integer.parseInt(length.group(1))
                : !one.head().toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding")
                        || one.body().endsWith("0\r\n\r\n");
    }

    @AfterEach
    void close() throws IOException {
        street.close();
        instance.close();
    }

    private String post(String fields, String rest) {
        return RawClient.send(
                street.forwarding.port(), "POST /shop/x HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + rest);
    }

    /** Whoever reads it, and however, finds one request of that path and one way to tell its end. */
    private void expectOneRequestEach() {
        for (Arrived one :
                arrived.stream().filter(some -> some.bytes.length() > 0).toList()) {
            String head = one.head();
            assertThat(head).startsWith("POST /x HTTP/1.1\r\n");
            assertThat(BARE_LINE_FEED.matcher(head).find()).as(head).isFalse();
            assertThat(head).doesNotContainPattern("\r(?!\n)").doesNotContainPattern("\r\n[ \t]");
            var framing = head.lines()
                    .map(line -> line.toLowerCase(java.util.Locale.ROOT))
                    .filter(line -> line.startsWith("content-length") || line.startsWith("transfer-encoding"))
                    .toList();
            assertThat(framing).as(head).hasSizeLessThanOrEqualTo(1);
            assertThat(framing).allMatch(line -> line.matches("content-length: \\d+|transfer-encoding: chunked"));
            assertThat(one.bytes.toString()).doesNotContain("/hidden HTTP");
        }
    }

    @ParameterizedTest(name = "CL.TE and its like: {0}")
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 0\r\nContent-Length: 49\r\n",
                "Content-Length: 5, 6\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n",
                "Transfer\u0000-Encoding: chunked\r\n",
                "X: a\rTransfer-Encoding: chunked\r\n"
            })
    void whatCanBeCutInTwoWaysDoesNotArriveAtAll(String fields) {
        String answer = post(fields, "0\r\n\r\n" + HIDDEN);
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("200 OK");
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest(name = "written oddly: {0}")
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nX-Folded: a\r\n Transfer-Encoding: identity\r\n|5\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding: cHuNkEd\r\n|5\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding:\tchunked\r\n|5\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked \r\n|5\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n|5\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|5;ext=\"a\"\r\nabcde\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|0005\r\nabcde\r\n0;last\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|5\r\nabcde\r\n0\r\nContent-Length: 49\r\n\r\n",
                "Transfer-Encoding: chunked\n|5\r\nabcde\r\n0\r\n\r\n",
                "Content-Length: 5\n|abcde",
                "Content-Length: 05\r\n|abcde",
                "Content-Length:5 \r\n|abcde"
            })
    void whatIsWrittenOddlyIsRefusedOrArrivesWrittenPlainly(String fieldsAndBody) {
        String[] parts = fieldsAndBody.split("\\|", 2);
        String answer = post(parts[0], parts[1] + HIDDEN);
        if (answer.startsWith("HTTP/1.1 200")) {
            eventually(() -> assertThat(arrived).isNotEmpty());
            assertThat(arrived.get(0).body()).contains("abcde");
        } else {
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
        // A request of its own, by a connection of its own.
        arrived.removeIf(one -> one.head().startsWith("GET /hidden"));
        expectOneRequestEach();
    }

    @ParameterizedTest(name = "bad chunks: {0}")
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "5;a\nb\r\nabcde\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcdef\r\n0\r\n\r\n"
            })
    void badChunksNeverArriveAsAWholeBodyNorWhatIsHiddenBehindThem(String chunks) {
        String answer = post("Transfer-Encoding: chunked\r\n", chunks + HIDDEN);
        assertThat(answer).doesNotContain("200 OK");
        assertThat(arrived).noneMatch(SmuggledBytesTest::isWhole);
        expectOneRequestEach();
    }

    @Test
    void fieldsThatAreOfOneConnectionDoNotArriveHoweverTheyAreNamed() {
        String answer =
                post("Content-Length: 5\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\nTE: trailers\r\n", "abcde");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(arrived.get(0).head()).doesNotContainIgnoringCase("x-secret").doesNotContain("TE:");
        expectOneRequestEach();
    }
}
