/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.wire.SampleForm;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.atalaia.gateway.access.AgentsToken;
import io.atalaia.platform.clock.Clock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a live message of 150 series costs from its bytes to the head, without the socket. */
class LiveCostTest {
    private static final int MACHINES = 200;
    private static final int SECONDS = 40;

    private final Desks house = new Desks();

    private byte[] live(int machine, int second, Script script) {
        Sample few = script.second(second % 100);
        double[] values = Arrays.copyOf(few.values(), 150);
        Arrays.fill(values, few.values().length, 150, second * 1.25 + machine);
        var sample = new Sample(few.machine(), few.boot(), few.time(), Desks.SCHEMA.hash(), values, null);
        return AgentMessage.newBuilder()
                .setNumber(second)
                .setLive(SampleBatchMessage.newBuilder().addSamples(SampleForm.message(sample)))
                .build()
                .toByteArray();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aLiveMessageCostsLittle() throws Exception {
        var shared = house.gateway();
        List<AgentDesk> desks = new ArrayList<>();
        List<List<byte[]>> messages = new ArrayList<>();
        for (int machine = 0; machine < MACHINES; machine++) {
            String id = "machine-" + machine;
            var desk = new AgentDesk(shared, new AgentsToken("test", ""));
            var greeting = AgentMessage.newBuilder().setGreeting(Agent.greeting(House.facts(id, id), Desks.SCHEMA));
            assertThat(desk.handle(greeting.build(), null).succeeded()).isTrue();
            desks.add(desk);
            var script = new Script(id, Clock.system().millis() - SECONDS * 1_000);
            List<byte[]> own = new ArrayList<>();
            for (int second = 0; second < SECONDS; second++) {
                own.add(live(machine, second, script));
            }
            messages.add(own);
        }
        int warm = SECONDS / 2;
        run(desks, messages, 0, warm);
        long begin = ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(Thread.currentThread().getId());
        run(desks, messages, warm, SECONDS);
        long cpu = ManagementFactory.getThreadMXBean()
                        .getThreadCpuTime(Thread.currentThread().getId())
                - begin;
        double micros = cpu / 1e3 / (MACHINES * (SECONDS - warm));
        System.out.printf(
                "a live message of 150 series, from its bytes to the head: %.1f us of CPU; of 1,000 machines: %.1f %% of a core%n",
                micros, micros / 10);
        assertThat(micros).isLessThan(500);
    }

    private static void run(List<AgentDesk> desks, List<List<byte[]>> messages, int from, int to) throws Exception {
        for (int second = from; second < to; second++) {
            for (int machine = 0; machine < MACHINES; machine++) {
                var message = AgentMessage.parseFrom(messages.get(machine).get(second));
                assertThat(desks.get(machine).handle(message, null).succeeded()).isTrue();
            }
        }
    }
}
