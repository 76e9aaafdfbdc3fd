/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.facts;
import static io.atalaia.agent.engine.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.AgentConfig;
import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.Fixtures;
import io.atalaia.agent.engine.Rotation;
import io.atalaia.agent.service.CurrentFacts;
import io.atalaia.agent.service.LiveUplink;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.SampleForm;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** For gateways that do not answer. */
    private static final StreamLimits SHORT = limits(Duration.ofMillis(500), Duration.ofMillis(1_200));

    /** Elsewhere a busy machine may take its time. */
    private StreamLimits limits = limits(Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final SmallGateway gateway = new SmallGateway(vertx);
    private final CurrentFacts current = new CurrentFacts(facts("tower"));
    private final AtomicReference<StreamLink> link = new AtomicReference<>();
    private final AtomicReference<LiveUplink> live = new AtomicReference<>();
    private long second;

    private static StreamLimits limits(Duration patience, Duration silence) {
        return new StreamLimits(patience, silence, Duration.ofMillis(700), Duration.ofMillis(300), 4, 20);
    }

    @AfterEach
    void close() {
        if (link.get() != null) {
            Hubs.done(onLoop(() -> link.get().close()));
        }
        Hubs.done(vertx.close());
    }

    private void open(String... gateways) {
        Hubs.done(onLoop(() -> {
            link.set(new StreamLink(
                    vertx,
                    Clock.system(),
                    new Rotation("m", List.of(gateways)),
                    AgentConfig.Tls.NONE.files(),
                    SmallGateway.TOKEN,
                    new Backoff(() -> 0.5, 400),
                    limits));
            live.set(new LiveUplink(link.get(), current));
            return live.get().open();
        }));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> answer = Promise.promise();
        loop.runOnContext(run -> work.get().onComplete(answer));
        return answer.future();
    }

    private void take(int samples, Schema schema) {
        for (int i = 0; i < samples; i++) {
            long time = MINUTE + 1000 * second++;
            loop.runOnContext(run -> live.get().sampled(sample(time, schema), schema));
        }
    }

    private void connect() {
        open(gateway.address());
        take(1, ONE);
        awaitLive(gateway, 1);
    }

    private static void awaitLive(SmallGateway at, int samples) {
        await().atMost(LIMIT).until(() -> liveTimes(at).size() >= samples);
    }

    private static List<Long> liveTimes(SmallGateway at) {
        return at.heard(ContentCase.LIVE).stream()
                .flatMap(message -> message.getLive().getSamplesList().stream())
                .map(sample -> SampleForm.sample(sample).time())
                .toList();
    }

    private Future<Done> store(long seq) {
        return onLoop(() -> link.get().store(block(seq)));
    }

    private static Block block(long seq) {
        return Fixtures.block(seq, MINUTE, 3, ONE);
    }

    private static Fault fault(Future<?> question) {
        await().atMost(LIMIT).until(question::isComplete);
        return (Fault) question.cause();
    }

    @Test
    void theGreetingGoesFirstAndEverythingIsNumberedAndAnswered() {
        connect();
        var introduction = new Introduction(current.facts(), ONE);
        Hubs.done(onLoop(() -> link.get().introduce(introduction)));
        Hubs.done(store(1));
        var event = new Event(facts("tower").id(), "e1", Event.START, MINUTE, MINUTE, "began", Map.of());
        Hubs.done(onLoop(() -> link.get().note(new Events(List.of(event, event)))));
        assertThat(gateway.heard)
                .extracting(AgentMessage::getContentCase)
                .containsExactly(
                        ContentCase.GREETING,
                        ContentCase.LIVE,
                        ContentCase.INTRODUCTION,
                        ContentCase.BLOCK,
                        ContentCase.EVENT,
                        ContentCase.EVENT);
        assertThat(gateway.heard).extracting(AgentMessage::getNumber).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(BlockForm.block(gateway.heard.get(3).getBlock()))
                .usingRecursiveComparison()
                .isEqualTo(block(1));
    }

    @Test
    void whatIsToBeStoredBeforeTheGreetingWaitsForIt() {
        open(gateway.address());
        await().atMost(LIMIT).until(() -> Hubs.done(
                        onLoop(() -> Future.succeededFuture(link.get().gateway())))
                .isPresent());
        var stored = store(1);
        take(1, ONE);
        Hubs.done(stored);
        assertThat(gateway.heard.get(0).getContentCase()).isEqualTo(ContentCase.GREETING);
    }

    @Test
    void answersMayComeInAnyOrder() {
        connect();
        List<Runnable> answers = new CopyOnWriteArrayList<>();
        gateway.manners = (message, answer) -> answers.add(() -> {
            if (message.getBlock().getSeq() % 2 == 0) {
                answer.refuse(message, Fault.BAD_REQUEST);
            } else {
                answer.take(message);
            }
        });
        var questions = LongStream.rangeClosed(1, 4).mapToObj(this::store).toList();
        await().atMost(LIMIT).until(() -> answers.size() == 4);
        var reversed = new ArrayList<>(answers);
        Collections.reverse(reversed);
        loop.runOnContext(run -> reversed.forEach(Runnable::run));
        assertThat(Hubs.done(questions.get(0))).isEqualTo(Done.DONE);
        assertThat(Hubs.done(questions.get(2))).isEqualTo(Done.DONE);
        assertThat(fault(questions.get(1))).hasMessage("because").returns(Fault.BAD_REQUEST, Fault::code);
        assertThat(fault(questions.get(3)).code()).isEqualTo(Fault.BAD_REQUEST);
    }

    @Test
    void onlySoManyBlocksAreUnderWayAndLiveSamplesPassThem() {
        connect();
        List<Runnable> answers = new CopyOnWriteArrayList<>();
        gateway.manners = (message, answer) -> {
            if (message.hasBlock()) {
                answers.add(() -> answer.take(message));
            } else {
                answer.take(message);
            }
        };
        var questions = LongStream.rangeClosed(1, 12).mapToObj(this::store).toList();
        await().atMost(LIMIT).until(() -> answers.size() == 4);
        take(1, ONE);
        awaitLive(gateway, 2);
        assertThat(gateway.heard(ContentCase.BLOCK)).hasSize(4);
        gateway.manners = (message, answer) -> answer.take(message);
        loop.runOnContext(run -> answers.forEach(Runnable::run));
        questions.forEach(Hubs::done);
        assertThat(gateway.heard(ContentCase.BLOCK))
                .extracting(message -> message.getBlock().getSeq())
                .isSorted()
                .hasSize(12);
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() {
        limits = SHORT;
        connect();
        gateway.manners = (message, answer) -> {};
        var questions = LongStream.rangeClosed(1, 30).mapToObj(this::store).toList();
        assertThat(fault(questions.get(29)).code()).isEqualTo(Fault.UNAVAILABLE);
        questions.forEach(question -> assertThat(fault(question)).isNotNull());
    }

    @Test
    void aGatewayThatNeverAnswersIsLeftAfterAWhile() {
        limits = SHORT;
        connect();
        gateway.manners = (message, answer) -> {};
        assertThat(fault(store(1)).code()).isEqualTo(Fault.TIMEOUT);
        take(1, ONE);
        await().atMost(LIMIT).until(() -> gateway.streams.get() > 1);
    }

    @Test
    void aMessageThatAloneIsNotAnsweredDoesNotEndTheConnection() {
        // Together the messages take longer than a gateway may be silent.
        limits = limits(SHORT.patience(), SHORT.patience().multipliedBy(4));
        connect();
        gateway.manners = (message, answer) -> {
            if (!message.hasBlock()) {
                answer.take(message);
            }
        };
        for (int i = 0; i < 6; i++) {
            var unanswered = store(i);
            take(1, ONE);
            assertThat(fault(unanswered).code()).isEqualTo(Fault.TIMEOUT);
        }
        assertThat(gateway.streams).hasValue(1);
    }

    @Test
    void aLineThatSwallowsEverythingIsNoticedAndTheNextConnectionGreetsAgain() {
        limits = SHORT;
        try (var relay = new Relay(vertx, gateway.port())) {
            open(relay.address());
            take(5, ONE);
            awaitLive(gateway, 5);
            relay.swallow();
            var lost = store(1);
            take(1, ONE);
            assertThat(fault(lost).code()).isIn(Fault.TIMEOUT, Fault.UNAVAILABLE);
            await().atMost(LIMIT).until(() -> fault(store(2)).code() == Fault.UNAVAILABLE);
            relay.heal();
            await().atMost(LIMIT)
                    .until(() -> gateway.heard(ContentCase.GREETING).size() == 2);
            awaitLive(gateway, 11);
            assertThat(liveTimes(gateway).subList(5, 11)).isSorted().first().isEqualTo(MINUTE);
            Hubs.done(store(3));
        }
    }

    @Test
    void aLineCutWithinAFrameFailsWhatIsUnderWayAndIsMendedByItself() {
        try (var relay = new Relay(vertx, gateway.port())) {
            open(relay.address());
            take(1, ONE);
            awaitLive(gateway, 1);
            relay.cutWithin(30);
            assertThat(fault(store(1)).code()).isEqualTo(Fault.UNAVAILABLE);
            relay.heal();
            await().atMost(LIMIT).until(() -> gateway.streams.get() == 2);
            await().atMost(LIMIT).until(() -> fault(store(2)) == null);
            assertThat(gateway.heard(ContentCase.BLOCK))
                    .extracting(message -> message.getBlock().getSeq())
                    .contains(2L)
                    .doesNotContain(1L);
        }
    }

    @Test
    void aGatewayThatRefusesTheTokenIsLeftAloneForAWhile() {
        gateway.accepted = "another";
        open(gateway.address());
        take(1, ONE);
        await().atMost(LIMIT).until(() -> gateway.streams.get() >= 2);
        assertThat(Duration.ofNanos(gateway.opened.get(1) - gateway.opened.get(0)))
                .isGreaterThan(limits.rest().minusMillis(100));
        assertThat(gateway.heard(ContentCase.LIVE)).isEmpty();
        gateway.accepted = SmallGateway.TOKEN;
        awaitLive(gateway, 1);
    }

    @Test
    void whenAGatewayGoesTheMachineMovesToAnotherAndStaysThere() {
        try (var other = new SmallGateway(vertx)) {
            var order = new Rotation("m", List.of(gateway.address(), other.address()));
            var first = order.current().equals(gateway.address()) ? gateway : other;
            var second = first == gateway ? other : gateway;
            open(gateway.address(), other.address());
            take(3, ONE);
            awaitLive(first, 3);
            int port = first.port();
            first.close();
            await().atMost(LIMIT).until(() -> second.heard(ContentCase.GREETING).size() == 1);
            awaitLive(second, 3);
            try (var back = new SmallGateway(vertx, port)) {
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
                    take(1, ONE);
                    return liveTimes(second).size() >= 10;
                });
                assertThat(back.streams).hasValue(0);
            }
        }
    }

    @Test
    void aGatewayThatIsNotThereYetIsFoundWhenItComes() {
        limits = SHORT;
        int port = gateway.port();
        gateway.close();
        open("127.0.0.1:" + port);
        take(2, ONE);
        assertThat(fault(store(1)).code()).isEqualTo(Fault.UNAVAILABLE);
        try (var late = new SmallGateway(vertx, port)) {
            awaitLive(late, 2);
        }
    }

    @Test
    void aServerThatIsNoGatewayIsNotTakenForOne() {
        limits = SHORT;
        var asked = new AtomicInteger();
        var server = Hubs.done(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().end("hello");
                })
                .listen(0, "127.0.0.1"));
        open("127.0.0.1:" + server.actualPort());
        take(1, ONE);
        await().atMost(LIMIT).until(() -> asked.get() > 1);
        assertThat(fault(store(1)).code()).isEqualTo(Fault.UNAVAILABLE);
    }

    @Test
    void closingLeavesInPeace() {
        connect();
        Hubs.done(onLoop(() -> link.get().close()));
        assertThat(fault(store(1)).code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(gateway.streams).hasValue(1);
    }
}
