/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.gateway.House;
import io.atalaia.gateway.LimitsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that hold connections instead of asking, against a gateway on a real port. */
@Timeout(120)
class ConnectionLimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String QUESTION = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final List<Socket> sockets = new ArrayList<>();
    private House house;

    private void open(int ofOneAddress, int burst) {
        house = House.open(House.config()
                .with(new LimitsConfig(Math.max(10, ofOneAddress), ofOneAddress, SHORT, SHORT, 1, burst, 1, burst)));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        house.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", house.gateway.port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The answer's status; -1 when the connection ends instead. */
    private static int answer(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        var head = new StringBuilder();
        for (int sign = input.read(); sign >= 0; sign = input.read()) {
            head.append((char) sign);
            if (head.toString().endsWith("\r\n\r\n")) {
                var length = LENGTH.matcher(head);
                input.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                return Integer.parseInt(head.substring(9, 12));
            }
        }
        return -1;
    }

    private double closed(String why) {
        return house.meters
                .get("atalaia_http_connections_closed")
                .tag("listener", "gateway")
                .tag("why", why)
                .counter()
                .count();
    }

    @Test
    void whoSendsHeadersByTheByteIsDisconnectedThoughNeverIdle() throws IOException {
        open(100, 1000);
        Socket slow = connect();
        send(slow, QUESTION + "\r\n" + QUESTION);
        assertThat(answer(slow)).isEqualTo(200);
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (closed("too-slow") == 0) {
                send(slow, "X: 1\r\n");
            }
            return closed("too-slow") == 1;
        });
    }

    @Test
    void aKeptConnectionIsWatchedFromTheFirstByteOfItsNextRequest() throws IOException {
        open(100, 1000);
        Socket kept = connect();
        send(kept, QUESTION + "\r\n");
        assertThat(answer(kept)).isEqualTo(200);
        await().during(SHORT.multipliedBy(2)).atMost(LIMIT).until(() -> closed("too-slow") == 0);
        send(kept, "GET");
        assertThat(answer(kept)).isEqualTo(-1);
        assertThat(closed("too-slow")).isEqualTo(1);
    }

    @Test
    void aBodyThatDoesNotArriveInItsTimeEndsTheConnection() throws IOException {
        open(100, 1000);
        Socket slow = connect();
        send(slow, "POST /api/v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
        assertThat(answer(slow)).isEqualTo(-1);
        assertThat(closed("too-slow")).isEqualTo(1);
    }

    @Test
    void aWebSocketMayBeSilentForLong() throws IOException {
        open(100, 1000);
        Socket socket = connect();
        send(
                socket,
                "GET /eventbus/websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        assertThat(answer(socket)).isEqualTo(101);
        await().during(SHORT.multipliedBy(3)).atMost(LIMIT).until(() -> closed("too-slow") == 0);
    }

    @Test
    void ofOneAddressSoManyConnectionsAreKeptAndOthersClosedUntilOneEnds() throws IOException {
        open(3, 1000);
        for (int i = 0; i < 3; i++) {
            Socket socket = connect();
            send(socket, QUESTION + "\r\n");
            assertThat(answer(socket)).isEqualTo(200);
        }
        Socket oneMore = connect();
        send(oneMore, QUESTION + "\r\n");
        assertThat(answer(oneMore)).isEqualTo(-1);
        assertThat(closed("too-many")).isEqualTo(1);
        sockets.get(0).close();
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            Socket again = connect();
            send(again, QUESTION + "\r\n");
            return answer(again) == 200;
        });
    }

    @Test
    void tooManyRequestsAreRefusedWithTheTimeAfterWhichToComeAgain() throws IOException {
        open(100, 3);
        Socket socket = connect();
        int allowed = 0;
        int status = 200;
        // Each second allows one more, of which a busy machine may need some.
        while (status == 200 && allowed < 50) {
            send(socket, QUESTION + "\r\n");
            status = answer(socket);
            allowed += status == 200 ? 1 : 0;
        }
        assertThat(status).isEqualTo(429);
        assertThat(allowed).isGreaterThanOrEqualTo(3);
    }
}
