/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.facts;
import static io.atalaia.agent.engine.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.AgentConfig;
import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.Rotation;
import io.atalaia.agent.service.CurrentFacts;
import io.atalaia.agent.service.LiveUplink;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.spool.Gathering;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.uplink.Backoff;
import io.atalaia.platform.uplink.DurableRoad;
import io.atalaia.platform.uplink.RoadMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushbackTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Far longer than the first waits of an agent's own choice, 0.2 and 0.4 s. */
    private static final int ASKED_MILLIS = 1_500;

    private static final Duration ASKED = Duration.ofMillis(ASKED_MILLIS);

    @TempDir
    Path directory;

    private final Clock clock = Clock.system();
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final SmallGateway gateway = new SmallGateway(vertx);
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private volatile long refusedAt;
    private final CurrentFacts current = new CurrentFacts(facts("tower"));
    private final StreamLink link = new StreamLink(
            vertx,
            clock,
            new Rotation("m", List.of(gateway.address())),
            AgentConfig.Tls.NONE.files(),
            SmallGateway.TOKEN,
            new Backoff(() -> 0.5, 400),
            StreamLimits.USUAL);
    private final LiveUplink live = new LiveUplink(link, current);
    private Spool spool;
    private DurableRoad road;

    private void open() throws IOException {
        var meters = new RoadMeters(new SimpleMeterRegistry(), "atalaia_agent");
        var config = new SpoolConfig(new ByteSize(64L << 20), Duration.ofHours(48), Duration.ofSeconds(5));
        spool = Spool.open(directory, config, Gathering::strict, clock, meters);
        var options = new DurableRoad.Options(Duration.ZERO, 8, 40);
        var files = vertx.createSharedWorkerExecutor("files", 1);
        road = new DurableRoad(vertx, spool, files, link, clock, meters, options);
        Hubs.done(onLoop(live::open));
    }

    @AfterEach
    void close() throws IOException {
        Hubs.done(onLoop(link::close));
        Hubs.done(vertx.close());
        if (spool != null) {
            spool.close();
        }
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> answer = Promise.promise();
        loop.runOnContext(run -> work.get().onComplete(answer));
        return answer.future();
    }

    private void sampled(long time) {
        loop.runOnContext(run -> live.sampled(sample(time, ONE), ONE));
    }

    /** Refuses the first message of the kind, and notes when each came. */
    private void refuseFirst(ContentCase kind, int code) {
        gateway.manners = (message, answer) -> {
            if (message.getContentCase() != kind) {
                answer.take(message);
                return;
            }
            refusedAt = times.isEmpty() ? clock.millis() : refusedAt;
            times.add(System.nanoTime());
            if (times.size() == 1) {
                answer.refuse(message, code, ASKED_MILLIS);
            } else {
                answer.take(message);
            }
        };
    }

    private void assertTheSecondCameAfterTheWait() {
        await().atMost(LIMIT).until(() -> times.size() >= 2);
        // The agent's own wait comes on top: at most 0.2 s the first time, and whatever a busy machine adds.
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isBetween(ASKED, ASKED.plusSeconds(10));
    }

    @Test
    void aBlockThatIsRefusedForNowIsTriedAgainAfterTheWaitThatTheGatewayAskedFor() throws IOException {
        refuseFirst(ContentCase.BLOCK, 429);
        open();
        long now = clock.millis();
        sampled(now);
        assertThat(spool.append(sample(now, ONE), ONE, current.facts())).isEmpty();
        var sealed = spool.seal();
        loop.runOnContext(run -> road.offer(sealed));
        assertTheSecondCameAfterTheWait();
        await().atMost(LIMIT).until(() -> spool.stats().blocks() == 0);
    }

    @Test
    void anEventThatIsRefusedForNowIsTriedAgainAfterThatWaitToo() throws IOException {
        refuseFirst(ContentCase.EVENT, 503);
        open();
        long now = clock.millis();
        sampled(now);
        spool.note(new Event(facts("tower").id(), "e1", Event.START, now, now, "began", Map.of()));
        loop.runOnContext(run -> road.wake());
        assertTheSecondCameAfterTheWait();
    }

    @Test
    void liveSamplesThatAreRefusedForNowStayAwayForThatLongAndGoTogetherThen() throws IOException {
        refuseFirst(ContentCase.LIVE, 429);
        open();
        long start = clock.millis();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            sampled(clock.millis());
            return times.size() >= 2;
        });
        assertTheSecondCameAfterTheWait();
        var second = gateway.heard(ContentCase.LIVE).get(1).getLive();
        assertThat(second.getSamplesCount()).isGreaterThan(2);
        assertThat(second.getSamples(0).getTime()).isBetween(start, refusedAt + 2 * ASKED_MILLIS);
    }

    @Test
    void aGatewayWithoutRoomIsLeftAloneForAsLongAsItAsks() throws IOException {
        gateway.pushback = Integer.toString(ASKED_MILLIS);
        open();
        sampled(clock.millis());
        await().atMost(LIMIT).until(() -> gateway.streams.get() >= 2);
        assertThat(Duration.ofNanos(gateway.opened.get(1) - gateway.opened.get(0)))
                .isGreaterThanOrEqualTo(ASKED);
        await().atMost(LIMIT).until(() -> !gateway.heard(ContentCase.LIVE).isEmpty());
    }

    @Test
    void noAnswerSilencesAMachineForMoreThanFiveMinutes() {
        var endless = Refused.newBuilder().setRetryAfterMillis(-1).build();
        assertThat(Pushback.millis(endless)).isEqualTo(300_000);
        assertThat(Pushback.millis(headers("900000"), null)).isEqualTo(300_000);
        assertThat(Pushback.millis(headers("1200"), headers("-7"))).isEqualTo(1_200);
        assertThat(Pushback.millis(headers("soon"), MultiMap.caseInsensitiveMultiMap()))
                .isZero();
        assertThat(Pushback.millis(Refused.getDefaultInstance())).isZero();
    }

    private static MultiMap headers(String pushback) {
        return MultiMap.caseInsensitiveMultiMap().add("grpc-retry-pushback-ms", pushback);
    }
}
