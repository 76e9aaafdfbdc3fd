/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static io.atalaia.agent.Hubs.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.contracts.series.Series;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowWatchTest {
    private static final Series SERIES = Series.gauge("node_filefd_allocated");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Workers workers = Workers.of(vertx, "n1");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch back = new CountDownLatch(1);
    private volatile boolean broken;

    @AfterEach
    void close() {
        back.countDown();
        done(vertx.close());
    }

    private Map<Series, Double> read() throws IOException {
        if (broken) {
            throw new IOException("no");
        }
        return Map.of(SERIES, (double) asked.incrementAndGet());
    }

    private void look(SourceWatch watch, long seconds) {
        Promise<Void> looked = Promise.promise();
        loop.runOnContext(run -> watch.look(seconds).onComplete(looked));
        done(looked.future());
    }

    private static double value(Collector collector) throws IOException {
        boolean ignored = collector.read();
        double[] value = new double[1];
        collector.fill(value, 0);
        return value[0];
    }

    @Test
    void aSlowFamilyIsReadAtItsPaceAndItsValueRepeatsBetween() throws Exception {
        var watch = new SourceWatch(new SlowSource("files", 15, this::read), workers.slow(), 20_000);
        var collector = watch.collector();
        for (long seconds = 0; seconds < 30; seconds += 5) {
            look(watch, seconds);
            assertThat(value(collector)).isEqualTo(seconds < 15 ? 1 : 2);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFamilyThatCannotBeReadHasNoSeriesUntilItCan() throws Exception {
        var watch = new SourceWatch(new SlowSource("files", 5, this::read), workers.slow(), 20_000);
        var collector = watch.collector();
        look(watch, 0);
        assertThat(value(collector)).isEqualTo(1);
        broken = true;
        look(watch, 5);
        assertThat(collector.read()).isTrue();
        assertThat(collector.series()).isEmpty();
        broken = false;
        look(watch, 10);
        assertThat(value(collector)).isEqualTo(2);
    }

    @Test
    void oneThatHangsIsNotAskedAgainAndHoldsNobodyUp() throws Exception {
        var watch = new SourceWatch(
                new SlowSource("files", 5, () -> {
                    asked.incrementAndGet();
                    try {
                        back.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return Map.of();
                }),
                workers.slow(),
                100);
        look(watch, 0);
        look(watch, 5);
        assertThat(asked).hasValue(1);
    }
}
