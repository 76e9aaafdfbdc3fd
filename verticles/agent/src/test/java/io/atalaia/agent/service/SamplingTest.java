/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.Hubs;
import io.atalaia.agent.engine.Fixtures;
import io.atalaia.agent.engine.Gatherer;
import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.agent.engine.Sampler.Taken;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Gathering;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.uplink.RoadMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingTest {
    private static final long EVERY = 200;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Workers workers = Workers.of(vertx, "sampling-test");
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<Entry> sealed = new CopyOnWriteArrayList<>();
    private final SampleRoads roads = new SampleRoads() {
        @Override
        public void taken(Taken one) {
            taken.add(one);
        }

        @Override
        public void sealed(List<Entry> blocks) {
            sealed.addAll(blocks);
        }
    };

    private final AtomicLong offset = new AtomicLong(Fixtures.MINUTE + 1_000 - System.currentTimeMillis());
    private final Clock clock =
            new Clock(() -> Instant.ofEpochMilli(System.currentTimeMillis() + offset.get()), System::nanoTime);

    @AfterEach
    void close() {
        Hubs.done(vertx.close());
    }

    /** Seals only when the test lets it. */
    private final class Slow implements Gathering {
        private final Gathering strict = Gathering.strict();

        @Override
        public boolean takes(Sample sample) {
            return strict.takes(sample);
        }

        @Override
        public void add(Sample sample, Schema schema) {
            strict.add(sample, schema);
        }

        @Override
        public boolean isOver(long now, long begun) {
            return strict.isOver(now, begun);
        }

        @Override
        public List<Gathered> blocks() {
            try {
                assertThat(mayEnd.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return strict.blocks();
        }
    }

    @Test
    void aSlowSealDelaysNoSample() throws IOException {
        var heard = new Fixtures.Heard();
        var sampler = new Sampler(
                new Sampler.Identity(Fixtures.MACHINE, Fixtures.BOOT),
                new Gatherer(List.of(new Fixtures.Turned("a")), heard),
                List::of,
                new Pace(60_000, 0),
                heard);
        var registry = new SimpleMeterRegistry();
        var config = new SpoolConfig(new ByteSize(1 << 20), Duration.ofHours(1), Duration.ofSeconds(5));
        var spool = Spool.open(directory, config, Slow::new, clock, new RoadMeters(registry, "atalaia_agent"));
        var current = new CurrentFacts(Fixtures.facts("tower"));
        var story = new Story(new Self(Fixtures.MACHINE, Fixtures.BOOT, "0.1.0", EVERY, Map.of()));
        var keeping = new Keeping(sampler, spool, clock, current, new AgentMeters(registry), story);
        var sampling = new Sampling(vertx, workers, clock, keeping, new Pace(EVERY, 9), roads);
        vertx.runOnContext(start -> sampling.start());

        await().atMost(Duration.ofSeconds(30)).until(() -> !taken.isEmpty());
        offset.addAndGet(60_000);
        await().atMost(Duration.ofSeconds(30)).until(() -> samplesAfterTheMinute() >= 3);

        assertThat(sealed).isEmpty();
        mayEnd.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> sealed.size() == 1);
        var stopped = Promise.<Void>promise();
        vertx.runOnContext(stop -> sampling.stop().onComplete(stopped));
        Hubs.done(stopped.future());
        spool.close();
    }

    private long samplesAfterTheMinute() {
        return taken.stream()
                .filter(one -> one.sample() != null && one.sample().time() >= Fixtures.MINUTE + 60_000)
                .count();
    }
}
