/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.tests.support.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of three instances fails while 200 requests a second go on, whether answers come or not. */
class FaultsTest {
    private static final int A_SECOND = 200;
    /** The bar is twice the calm one, which tests/bench prints; a machine that others keep busy gets three times the bar. */
    private static final double WORSE = 2 * 3;

    /** What a busy machine adds to anything; a sixth of what a slow instance adds, and a twentieth of a time-out. */
    private static final double NOISE_MILLIS = 50;

    /** Noise comes and goes: what a fault delays is delayed in every one of so many stretches. */
    private static final int STRETCHES = 3;

    private final Street street = new Street(config());
    private final AtomicInteger hits = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private HttpServer victim;

    private static ForwardConfig config() {
        var one = House.forward();
        return new ForwardConfig(
                "",
                0,
                2,
                Duration.ofSeconds(10),
                // A busy machine must not make all three look hung.
                Duration.ofSeconds(1),
                one.connect(),
                one.idle(),
                1_000,
                // How much may wait is tested elsewhere, and a pause of this process must not look like a full service.
                400,
                400,
                500,
                List.of(),
                List.of(),
                "",
                "",
                one.maxLog());
    }

    enum Fault {
        NONE,
        KILLED,
        HUNG,
        SLOW,
        FAILING_AT_ONCE
    }

    @AfterEach
    void close() {
        street.close();
    }

    private void serve() {
        for (String id : List.of("shop-2", "shop-3")) {
            street.serve(id, request -> request.response().end("well"));
        }
        victim = House.wait(
                street.vertx.createHttpServer().requestHandler(this::suffer).listen(FreePorts.next(), "127.0.0.1"));
        street.register("shop-1", victim.actualPort(), Map.of());
    }

    private void suffer(HttpServerRequest request) {
        hits.incrementAndGet();
        switch (fault) {
            case HUNG -> {}
            case SLOW -> street.vertx.setTimer(300, late -> request.response().end("late"));
            case FAILING_AT_ONCE -> request.response().setStatusCode(500).end("no");
            default -> request.response().end("well");
        }
    }

    private record Load(List<Double> millis, List<String> errors) {
        double late() {
            var sorted = new ArrayList<>(millis);
            Collections.sort(sorted);
            return sorted.get((int) (sorted.size() * 0.99));
        }
    }

    /** Open loop: the next request does not wait for an answer. */
    private Load load(Duration length) {
        var load = new Load(
                Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedList(new ArrayList<>()));
        var done = Promise.<Void>promise();
        long begin = System.nanoTime();
        long all = length.toMillis() * A_SECOND / 1_000;
        var running = new ArrayList<Future<?>>();
        street.vertx.setPeriodic(5, timer -> {
            long due = Math.min(all, (System.nanoTime() - begin) / 1_000_000 * A_SECOND / 1_000);
            while (running.size() < due) {
                running.add(one(load));
            }
            if (running.size() >= all) {
                street.vertx.cancelTimer(timer);
                Future.join(running).onComplete(ended -> done.complete());
            }
        });
        House.wait(done.future());
        return load;
    }

    private Future<?> one(Load load) {
        long sent = System.nanoTime();
        return street.sending(HttpMethod.GET, "/shop/x", Map.of(), null).onComplete(reply -> {
            load.millis().add((System.nanoTime() - sent) / 1e6);
            if (reply.failed() || reply.result().status() != 200) {
                load.errors()
                        .add(
                                reply.failed()
                                        ? reply.cause().toString()
                                        : reply.result().status() + " "
                                                + reply.result().body());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noClientSeesAnErrorAndAfterTwoSecondsNoDelay(Fault what) {
        serve();
        var warm = load(Duration.ofMillis(500));
        var calm = load(Duration.ofSeconds(1));
        int before = hits.get();

        fault = what;
        if (what == Fault.KILLED) {
            House.wait(victim.close());
        }
        var first = load(Duration.ofSeconds(2));
        int suffered = hits.get() - before;
        double limit = NOISE_MILLIS + WORSE * calm.late();
        var then = load(Duration.ofSeconds(2));
        for (int more = 1; more < STRETCHES && then.late() >= limit; more++) {
            assertThat(then.errors()).isEmpty();
            then = load(Duration.ofSeconds(2));
        }

        assertThat(warm.errors()).isEmpty();
        assertThat(calm.errors()).isEmpty();
        assertThat(first.errors()).isEmpty();
        assertThat(then.errors()).isEmpty();
        assertThat(then.late()).isLessThan(limit);
        // Less than half of its share of these two seconds.
        assertThat(suffered).as("requests to the failing one").isLessThan(2 * A_SECOND / 3 / 2);
    }

    @Test
    void anInstanceThatIsWellAgainGetsItsShare() {
        serve();
        var before = load(Duration.ofMillis(500));
        fault = Fault.FAILING_AT_ONCE;
        var during = load(Duration.ofMillis(500));
        fault = Fault.NONE;
        hits.set(0);

        var after = load(Duration.ofSeconds(3));

        assertThat(before.errors()).isEmpty();
        assertThat(during.errors()).isEmpty();
        assertThat(after.errors()).isEmpty();
        assertThat(hits.get()).isGreaterThan(50);
    }
}
