/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.AgentsToken;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it costs when a whole fleet comes back to a gateway, without the sockets: a greeting and an introduction of each. */
class GreetingCostTest {
    private static final int MACHINES = 2_000;

    private final Desks house = new Desks();

    private List<byte[]> messages(int machine) {
        var facts = House.facts("machine-" + machine, "machine-" + machine);
        return List.of(
                AgentMessage.newBuilder()
                        .setNumber(1)
                        .setGreeting(Agent.greeting(facts, Desks.SCHEMA))
                        .build()
                        .toByteArray(),
                AgentMessage.newBuilder()
                        .setNumber(2)
                        .setIntroduction(Agent.greeting(facts, Desks.SCHEMA))
                        .build()
                        .toByteArray());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(Thread.currentThread().getId());
    }

    private static double come(AgentDesk.Shared shared, List<List<byte[]>> fleet) throws Exception {
        long begin = cpu();
        var schemas = new KnownSchemas();
        for (List<byte[]> machine : fleet) {
            var desk = new AgentDesk(shared, new AgentsToken("test", ""));
            for (byte[] message : machine) {
                var told = schemas.read(message);
                assertThat(desk.handle(told.message(), told.schema()).succeeded())
                        .isTrue();
            }
        }
        return (cpu() - begin) / 1e3 / fleet.size();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aFleetThatComesBackCostsLittle() throws Exception {
        List<List<byte[]>> fleet = new ArrayList<>();
        for (int machine = 0; machine < MACHINES; machine++) {
            fleet.add(messages(machine));
        }
        for (int warm = 0; warm < 3; warm++) {
            assertThat(come(house.gateway(), fleet)).isPositive();
        }
        long begin = cpu();
        for (List<byte[]> machine : fleet) {
            for (byte[] message : machine) {
                assertThat(AgentMessage.parseFrom(message).getNumber()).isPositive();
            }
        }
        double parsing = (cpu() - begin) / 1e3 / MACHINES;
        var shared = house.gateway();
        double first = come(shared, fleet);
        double again = come(shared, fleet);
        System.out.printf(
                "a machine with 150 series that comes: %.0f us of CPU to a new gateway, %.0f us to one that knows it, parsing"
                        + " included (%.0f us); 10,000 machines: %.2f s and %.2f s%n",
                first, again, parsing, first / 100, again / 100);
        assertThat(again).isLessThan(2_000);
    }
}
