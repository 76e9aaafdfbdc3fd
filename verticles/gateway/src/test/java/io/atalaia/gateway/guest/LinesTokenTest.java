/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.Gates;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JSON lines where others than this machine can come: the first line shows a token. */
@Timeout(60)
class LinesTokenTest {
    private static final String OK = "{\"ok\":1}";
    private static final String SAMPLE = "{\"client\":\"shop\",\"m\":1}\n";
    private static Gates gates;

    @BeforeAll
    static void open() {
        gates = withStorage(Gates.open(House.reachable()));
    }

    /** Without it the end of a gateway waits for what guests sent to be taken. */
    private static Gates withStorage(Gates opened) {
        var bus = opened.house.bus;
        House.wait(bus.serve(StorageApi.STORE, block -> Future.succeededFuture(Done.DONE)));
        House.wait(bus.serve(StorageApi.INTRODUCE, introduction -> Future.succeededFuture(Done.DONE)));
        return opened;
    }

    @AfterAll
    static void close() {
        gates.close();
    }

    private static String shown(String token) {
        return new JsonObject().put("token", token).encode() + "\n";
    }

    private static Socket connect(Gates to) throws IOException {
        var socket = new Socket("127.0.0.1", to.house.gateway.linesPort());
        socket.setSoTimeout((int) House.PATIENCE.toMillis());
        return socket;
    }

    /** Everything that is answered to a text, to the end of the connection. */
    private static List<String> answers(Gates from, String text, boolean andNoMore) throws IOException {
        try (var socket = connect(from)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            if (andNoMore) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<String> answers(String text) throws IOException {
        return answers(gates, text, true);
    }

    /** Refused by the gateway, which ends the connection by itself. */
    private static void expectRefused(String text, String why) throws IOException {
        var answers = answers(gates, text, false);
        assertThat(answers).hasSize(1);
        assertThat(new JsonObject(answers.get(0)).getString("error")).contains(why);
    }

    @Test
    void whoShowsATokenOfTheScopeIngestMaySendEverythingAtOnce() throws IOException {
        assertThat(answers(shown(gates.token(Right.INGEST)) + SAMPLE + "nonsense\n" + SAMPLE.strip()))
                .hasSize(4)
                .startsWith(OK, OK)
                .endsWith(OK)
                .element(2)
                .asString()
                .startsWith("{\"error\":\"the line: must be JSON");
        assertThat(answers(" { \"token\" : \"" + House.TOKEN + "\" } \r\n" + SAMPLE))
                .containsExactly(OK, OK);
    }

    @Test
    void withoutATokenNothingIsTaken() throws IOException {
        expectRefused(SAMPLE + SAMPLE, "{\"token\":\"…\"}");
        expectRefused("x".repeat(5_000) + "\n" + SAMPLE, "the token: is missing");
        expectRefused(SAMPLE + shown(House.TOKEN) + SAMPLE, "the token: is missing");
        expectRefused("{\"token\":\"" + House.TOKEN + "\",\"m\":1}\n", "the token: is missing");
        assertThat(gates.house
                        .get("/api/v1/machines/" + io.atalaia.gateway.engine.GuestNames.machine("nobody"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void wrongEndedRevokedAndOtherTokensAreAnsweredInOneLine() throws IOException {
        expectRefused(shown("wrong") + SAMPLE, "the token: is wrong");
        expectRefused(shown("") + SAMPLE, "the token: is wrong");
        expectRefused(shown("x".repeat(900)) + SAMPLE, "the token: is wrong");
        expectRefused(shown(gates.token(System.currentTimeMillis() - 1, Right.INGEST)) + SAMPLE, "the token: is wrong");
        expectRefused(shown(gates.revokedToken(Right.INGEST)) + SAMPLE, "the token: is wrong");
        expectRefused(shown(gates.token(Right.ADMIN)) + SAMPLE, "does not have the right 'ingest'");
    }

    @Test
    void aTokenThatIsRevokedEndsItsConnections() throws IOException {
        String token = gates.token(Right.INGEST);
        try (var socket = connect(gates)) {
            var out = socket.getOutputStream();
            out.write((shown(token) + SAMPLE).getBytes(StandardCharsets.UTF_8));
            var in = socket.getInputStream();
            assertThat(new String(in.readNBytes(2 * (OK.length() + 1)), StandardCharsets.UTF_8))
                    .isEqualTo(OK + "\n" + OK + "\n");
            House.wait(gates.stores.tokens().revoke(AccessToken.idOf(Secrets.hash(token)), System.currentTimeMillis()));
            House.wait(gates.stores.changes().note());
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"error\":\"the token: holds no longer\"}\n");
        }
    }

    @Test
    void onThisMachineAloneATokenMayBeLeftOutButNotBeWrong() throws IOException {
        try (var own = withStorage(Gates.open())) {
            assertThat(answers(own, SAMPLE, true)).containsExactly(OK);
            assertThat(answers(own, shown(own.token(Right.INGEST)) + SAMPLE, true))
                    .containsExactly(OK, OK);
            assertThat(answers(own, shown("wrong") + SAMPLE, false))
                    .singleElement()
                    .asString()
                    .contains("the token: is wrong");
        }
    }
}
