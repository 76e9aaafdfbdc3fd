/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.House;
import io.atalaia.platform.config.ByteSize;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {

    @TempDir
    Path folder;

    private static ForwardConfig config(int port, int connections, List<String> denied, String log) {
        var one = House.forward();
        return new ForwardConfig(
                "",
                port,
                2,
                one.timeout(),
                one.attempt(),
                one.connect(),
                one.idle(),
                connections,
                20,
                200,
                500,
                List.of(),
                denied,
                "",
                log,
                new ByteSize(1 << 20));
    }

    @Test
    void eachRequestIsALineWithoutItsQuery() throws IOException {
        Path file = folder.resolve("access.log");
        try (var street = new Street(config(0, 100, List.of(), file.toString()))) {
            street.serve("shop-1", request -> request.response().end("hello"));
            street.get("/shop/a\"b?secret=1");
        }

        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        var line = new JsonObject(lines.get(0));
        assertThat(line.getMap())
                .containsEntry("from", "127.0.0.1")
                .containsEntry("caller", "ana")
                .containsEntry("method", "GET")
                .containsEntry("service", "shop")
                .containsEntry("instance", "shop-1")
                .containsEntry("path", "/shop/a\"b")
                .containsEntry("status", 200)
                .containsEntry("bytes", 5)
                .containsEntry("tries", 1)
                .containsKeys("at", "id", "us");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var config = config(taken.getLocalPort(), 100, List.of(), "");
            try (var street = new Street()) {
                assertThatThrownBy(() -> House.wait(street.another(config).open()))
                        .hasMessageContaining("port " + taken.getLocalPort()
                                + " of 127.0.0.1 is in use; choose another with --set gateway.forward.port=…");
            }
        }
    }

    @Test
    void withoutAPortNothingListens() {
        try (var street = new Street(config(-1, 100, List.of(), ""))) {
            assertThat(street.forwarding.port()).isEqualTo(-1);
        }
    }

    @Test
    void deniedNetworksAreNotReached() {
        try (var street = new Street(config(0, 100, List.of("127.0.0.0/8"), ""))) {
            street.serve("shop-1", request -> request.response().end("secret"));

            var reply = street.get("/shop/x");

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.error()).isEqualTo("connection");
        }
    }

    @Test
    void connectionsBeyondTheMostAreEnded() {
        try (var street = new Street(config(0, 1, List.of(), ""))) {
            street.serve("shop-1", request -> request.response().end("hello"));
            assertThat(street.get("/shop/x").status()).isEqualTo(200);

            assertThat(street.raw("GET /shop/x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEmpty();
        }
    }

    @Test
    void keysThatContradictEachOtherAreRefused() {
        var one = House.forward();
        assertThatThrownBy(() -> new ForwardConfig(
                        "",
                        0,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        one.connect(),
                        one.idle(),
                        1,
                        1,
                        1,
                        1,
                        List.of(),
                        List.of(),
                        "",
                        "",
                        one.maxLog()))
                .hasMessage("attempt must not be longer than timeout");
        assertThatThrownBy(() -> config(0, 1, List.of("nowhere"), "")).hasMessageContaining("nowhere");
    }
}
