/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.Headlines;
import io.atalaia.contracts.gateway.GatewayApi.Present;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Samples;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayVerticleTest {
    private final House house = new House();
    /** Passes only when a test says so: else machines fall silent while a busy machine runs the test. */
    private final FakeTime time = new FakeTime(Instant.EPOCH);

    @AfterEach
    void close() {
        house.close();
    }

    private void start() {
        house.clock = new Clock(InstantSource.system(), time);
        house.start(House.config(), House.NODE);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    @Test
    void itSaysEverySecondThatItIsThere() {
        var heard = new CopyOnWriteArrayList<Present>();
        House.wait(house.bus.listen(GatewayApi.PRESENT, heard::add));
        start();
        eventually(() -> assertThat(heard).hasSizeGreaterThan(2).contains(new Present(House.NODE)));
    }

    @Test
    void itIsRegisteredWhileItRunsAndAnswersWhetherItLives() {
        start();
        String ping = "atalaia.gateway.v1.ping@" + House.NODE;
        assertThat(house.registry.offers).hasSize(1);
        assertThat(house.registry.offers.get(0).address()).isEqualTo(ping);
        assertThat(House.wait(house.bus.ask(HealthApi.pingAt(ping), new Ping(), House.PATIENCE)))
                .isEqualTo(Pong.ABLE);
        house.stopGateway();
        assertThat(house.registry.offers).isEmpty();
        assertThatThrownBy(() -> House.wait(house.bus.ask(HealthApi.pingAt(ping), new Ping(), House.PATIENCE)))
                .isInstanceOf(Fault.class);
    }

    @Test
    void itCanBeStartedAgain() {
        start();
        house.stopGateway();
        start();
        assertThat(house.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsSaidInASentenceAndNothingStaysOpen() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> house.start(House.config("127.0.0.1", port, ""), House.NODE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is in use; choose another with --set gateway.port=…");
            assertThat(house.registry.offers).isEmpty();
        }
    }

    @Test
    void anAddressThatOthersReachMustBeAllowed() {
        assertThatThrownBy(() -> House.config("0.0.0.0", 0, "").checkExposure(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.host")
                .hasMessageContaining("--insecure");
        assertThatCode(() -> House.config("0.0.0.0", 0, "").checkExposure(true)).doesNotThrowAnyException();
        assertThatCode(() -> House.config().checkExposure(false)).doesNotThrowAnyException();
    }

    @Test
    void samplesOfAMachineThatDidNotGreetAreRefused() {
        start();
        var script = new Script("m1", now());
        var samples = new Samples(List.of(script.second(1)));
        assertThatThrownBy(() -> House.wait(house.bus.ask(GatewayApi.LIVE.at(House.NODE), samples, House.PATIENCE)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(409));
        house.greet("m1", "alpha", io.atalaia.contracts.series.Schema.of(List.of()));
        assertThatThrownBy(() -> House.wait(house.bus.ask(GatewayApi.LIVE.at(House.NODE), samples, House.PATIENCE)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(409))
                .hasMessageContaining("schema");
        house.greet("m1", "alpha", Script.SCHEMA);
        house.live(script.second(1));
    }

    @Test
    void itTellsOtherGatewaysOfItsMachines() {
        var heard = new CopyOnWriteArrayList<Headlines>();
        House.wait(house.bus.listen(GatewayApi.HEADLINES, heard::add));
        start();
        house.greet("m1", "alpha", Script.SCHEMA);
        var script = new Script("m1", now());
        house.live(script.second(1), script.second(30));
        eventually(() -> {
            assertThat(heard).isNotEmpty();
            Headlines told = heard.get(heard.size() - 1);
            assertThat(told.node()).isEqualTo(House.NODE);
            assertThat(told.machines()).extracting(machine -> machine.id()).containsExactly("m1");
            assertThat(told.headlines()).allSatisfy(one -> assertThat(one.cpu()).isBetween(29.9, 30.1));
        });
    }

    private static Headlines other(String machine, long time, State state, Reason... reasons) {
        return new Headlines(
                "node-2",
                List.of(House.facts(machine, "beta")),
                List.of(new Headline(
                        machine,
                        time,
                        97.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        state,
                        42,
                        List.of(reasons))));
    }

    @Test
    void machinesOfOtherGatewaysAreShownAndGoOfflineWithThem() {
        start();
        house.bus.announce(GatewayApi.HEADLINES, other("m2", now(), State.NORMAL));
        eventually(() -> assertThat(house.get("/api/v1/machines/m2").json().getInteger("state"))
                .isZero());
        time.pass(Duration.ofSeconds(6));
        eventually(() -> assertThat(house.get("/api/v1/machines/m2").json().getInteger("state"))
                .isEqualTo(3));
    }

    @Test
    void aMachineThatComesFromAnotherGatewayKeepsItsState() {
        start();
        var reason = new Reason("cpu", State.CRITICAL, 97, 95, 42, null);
        house.bus.announce(GatewayApi.HEADLINES, other("m2", now() - 1_000, State.CRITICAL, reason));
        eventually(() -> assertThat(house.get("/api/v1/machines/m2").status()).isEqualTo(200));
        house.greet("m2", "beta", Script.SCHEMA);
        house.live(new Script("m2", now()).second(90));
        JsonObject machine = house.get("/api/v1/machines/m2").json();
        assertThat(machine.getInteger("state")).isEqualTo(2);
        assertThat(machine.getLong("since")).isEqualTo(42);
    }

    @Test
    void theVersionOfTheFleetChangesWithItsMachinesAndNotWithTheirFigures() {
        start();
        house.greet("m1", "alpha", Script.SCHEMA);
        String before = house.get("/api/v1/fleet").json().getString("v");
        house.live(new Script("m1", now()).second(3));
        assertThat(house.get("/api/v1/fleet").json().getString("v")).isEqualTo(before);
        house.greet("m1", "renamed", Script.SCHEMA);
        assertThat(house.get("/api/v1/fleet").json().getString("v")).isNotEqualTo(before);
    }
}
