/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.wire.EventForm;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestServiceTest {
    private static final String MACHINE = "4f6c1f56-6a2f-4b8e-9d8f-0e4a4c1f0001";
    private final House house = House.open();
    private final List<Block> stored = new CopyOnWriteArrayList<>();
    private final List<Introduction> introduced = new CopyOnWriteArrayList<>();
    private final List<Event> noted = new CopyOnWriteArrayList<>();
    private volatile Function<Block, Future<Done>> storing = block -> Future.succeededFuture(Done.DONE);

    @BeforeEach
    void storage() {
        House.wait(house.bus.serve(StorageApi.STORE, block -> {
            stored.add(block);
            return storing.apply(block);
        }));
        House.wait(house.bus.serve(StorageApi.INTRODUCE, introduction -> {
            introduced.add(introduction);
            return Future.succeededFuture(Done.DONE);
        }));
        House.wait(house.bus.serve(StorageApi.NOTE, (Events events) -> {
            noted.addAll(events.events());
            return Future.succeededFuture(Done.DONE);
        }));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Block block(long seq, int size) {
        long minute = System.currentTimeMillis() / 60_000 * 60_000;
        return new Block(MACHINE, "b".repeat(32), seq, Script.SCHEMA.hash(), minute, minute, 1, new byte[size]);
    }

    private static Agent greeted(House house) {
        var agent = Agent.connect(house);
        assertThat(agent.answerTo(agent.greet(House.facts(MACHINE, "alpha"), Script.SCHEMA))
                        .hasTaken())
                .isTrue();
        return agent;
    }

    @Test
    void everythingThatAnAgentSendsIsLedToItsPlaceAndAnsweredByNumber() {
        try (var agent = greeted(house)) {
            var script = new Script(MACHINE, System.currentTimeMillis());
            long live = agent.live(script.second(1), script.second(30));
            long introduction = agent.introduce(House.facts(MACHINE, "alpha"), Script.SCHEMA);
            long block = agent.block(block(1, 100));
            var event = new Event(MACHINE, "e1", Event.START, 1, 1, "It began.", Map.of());
            long note = agent.send(AgentMessage.newBuilder().setEvent(EventForm.message(event)));
            for (long number : new long[] {live, introduction, block, note}) {
                assertThat(agent.answerTo(number).hasTaken()).isTrue();
            }
            assertThat(house.get("/api/v1/machines/" + MACHINE).json().getString("name"))
                    .isEqualTo("alpha");
            assertThat(introduced).singleElement().satisfies(one -> assertThat(one.schema())
                    .isEqualTo(Script.SCHEMA));
            assertThat(stored).singleElement().satisfies(one -> assertThat(one.seq())
                    .isEqualTo(1));
            assertThat(noted).containsExactly(event);
            agent.finish();
            agent.awaitEnd();
            assertThat(agent.status).isEqualTo(GrpcStatus.OK);
        }
    }

    @Test
    void aBlockIsAnsweredAfterTheWriteAndNotBefore() {
        Promise<Done> write = Promise.promise();
        storing = block -> write.future();
        try (var agent = greeted(house)) {
            long block = agent.block(block(1, 10));
            eventually(() -> assertThat(stored).hasSize(1));
            var script = new Script(MACHINE, System.currentTimeMillis());
            agent.answerTo(agent.live(script.second(1)));
            assertThat(agent.answers).doesNotContainKey(block);
            write.complete(Done.DONE);
            assertThat(agent.answerTo(block).hasTaken()).isTrue();
        }
    }

    @Test
    void whatStorageSaysReachesTheAgent() {
        try (var agent = greeted(house)) {
            storing = block -> Future.failedFuture(new Fault(409, "introduce first"));
            assertThat(agent.answerTo(agent.block(block(1, 10))).getRefused().getCode())
                    .isEqualTo(409);
            storing = block -> Future.failedFuture(new Fault(400, "corrupt"));
            assertThat(agent.answerTo(agent.block(block(1, 10))).getRefused().getReason())
                    .isEqualTo("corrupt");
            storing = block -> Future.failedFuture(new Fault(500, "broken"));
            var broken = agent.answerTo(agent.block(block(1, 10))).getRefused();
            assertThat(broken.getCode()).isEqualTo(503);
            assertThat(broken.getRetryAfterMillis()).isPositive();
        }
    }

    @Test
    void withoutTheTokenNobodyConnects() {
        for (String wrong : new String[] {null, "Bearer", "Bearer wrong", "Basic " + House.TOKEN, House.TOKEN}) {
            try (var agent = new Agent(house, wrong)) {
                agent.knock();
                assertThat(agent.status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
                assertThat(agent.sentence).contains("gateway.ingest.tokens");
            }
        }
    }

    @Test
    void moreAgentsThanAllowedAreSentAwayAndTheOthersGoOn() {
        try (var one = greeted(house);
                var two = greeted(house);
                var three = greeted(house)) {
            try (var four = Agent.connect(house)) {
                four.knock();
                assertThat(four.status).isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
                assertThat(four.pushback).isEqualTo("10000");
            }
            two.cut();
            eventually(() -> assertThat(
                            house.meters.get("atalaia_ingest_streams").gauge().value())
                    .isEqualTo(2));
            try (var five = greeted(house)) {
                assertThat(five.status).isNull();
            }
            assertThat(one.answerTo(one.block(block(1, 10))).hasTaken()).isTrue();
            assertThat(three.answerTo(three.block(block(2, 10))).hasTaken()).isTrue();
        }
    }

    @Test
    void aStreamSpeaksForOneMachine() {
        try (var agent = Agent.connect(house)) {
            assertThat(agent.answerTo(agent.block(block(1, 10))).getRefused().getCode())
                    .isEqualTo(409);
            agent.answerTo(agent.greet(House.facts(MACHINE, "alpha"), Script.SCHEMA));
            var other = new Script("another", System.currentTimeMillis());
            assertThat(agent.answerTo(agent.live(other.second(1))).getRefused().getCode())
                    .isEqualTo(400);
            var stranger = House.facts("another", "beta");
            assertThat(agent.answerTo(agent.greet(stranger, Script.SCHEMA))
                            .getRefused()
                            .getCode())
                    .isEqualTo(400);
            assertThat(agent.answerTo(agent.send(AgentMessage.newBuilder()))
                            .getRefused()
                            .getCode())
                    .isEqualTo(400);
            assertThat(agent.answerTo(agent.block(block(1, 10))).hasTaken()).isTrue();
        }
    }

    @Test
    void whatIsNoMessageEndsItsStreamAndNoOther() {
        try (var good = greeted(house);
                var bad = greeted(house)) {
            bad.sendRaw(new byte[] {(byte) 0xff, 1, 2, 3});
            bad.awaitEnd();
            assertThat(bad.status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
            assertThat(good.answerTo(good.block(block(1, 10))).hasTaken()).isTrue();
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsItsStream() {
        try (var agent = greeted(house)) {
            agent.block(block(1, Block.MOST_BYTES + 100_000));
            agent.awaitEnd();
            assertThat(agent.status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        }
    }

    @Test
    void whatIsNotAnsweredYetIsBoundedAndTheRestWaitsAtTheAgent() {
        Promise<Done> write = Promise.promise();
        storing = block -> write.future();
        try (var agent = greeted(house)) {
            for (int seq = 1; seq <= 100; seq++) {
                agent.block(block(seq, 10));
            }
            eventually(() -> assertThat(stored).hasSize(AgentStream.MOST_UNANSWERED));
            write.complete(Done.DONE);
            eventually(() -> assertThat(stored).hasSize(100));
            eventually(() -> assertThat(agent.answers).hasSize(101));
        }
    }

    @Test
    void moreBytesThanMayWaitForStorageAreRefusedForNow() {
        Promise<Done> write = Promise.promise();
        storing = block -> write.future();
        try (var agent = greeted(house)) {
            long first = agent.block(block(1, 3 << 20));
            long second = agent.block(block(2, 3 << 20));
            var refused = agent.answerTo(agent.block(block(3, 3 << 20))).getRefused();
            assertThat(refused.getCode()).isEqualTo(429);
            assertThat(refused.getRetryAfterMillis()).isPositive();
            write.complete(Done.DONE);
            agent.answerTo(first);
            agent.answerTo(second);
            assertThat(agent.answerTo(agent.block(block(3, 3 << 20))).hasTaken())
                    .isTrue();
        }
    }

    @Test
    void whenTheGatewayStopsAgentsAreSentElsewhere() {
        try (var agent = greeted(house)) {
            house.stopGateway();
            agent.awaitEnd();
            assertThat(agent.status).isEqualTo(GrpcStatus.UNAVAILABLE);
            assertThat(agent.sentence).isEqualTo("this gateway stops");
        }
    }

    @Test
    void aGatewayThatLosesTheOtherNodesSendsAgentsThereAndKeepsThoseThatComeBack() {
        house.cluster.otherAnswers(true);
        try (var agent = greeted(house)) {
            house.cluster.otherAnswers(false);
            agent.awaitEnd();
            assertThat(agent.status).isEqualTo(GrpcStatus.UNAVAILABLE);
            assertThat(agent.sentence).contains("lost the other nodes");
        }
        try (var agent = greeted(house)) {
            house.cluster.otherAnswers(false);
            assertThat(agent.answerTo(agent.block(block(1, 10))).hasTaken()).isTrue();
        }
    }

    @Test
    void whatIsMissingBetweenBlocksIsCounted() {
        try (var agent = greeted(house)) {
            for (long seq : new long[] {7, 8, 8, 11, 12}) {
                agent.answerTo(agent.block(block(seq, 10)));
            }
            assertThat(house.meters
                            .get("atalaia_sequence_gaps")
                            .tag("machine", MACHINE)
                            .counter()
                            .count())
                    .isEqualTo(2);
            eventually(() -> assertThat(house.get("/metrics").body().toString())
                    .contains("atalaia_machine_last_seen_timestamp_seconds{machine=\"" + MACHINE + "\"}")
                    .contains("atalaia_ingest_messages_total{kind=\"block\",outcome=\"taken\"} 5.0")
                    .contains("atalaia_ingest_lag_seconds_bucket{kind=\"block\""));
        }
    }
}
