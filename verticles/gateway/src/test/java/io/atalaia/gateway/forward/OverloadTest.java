/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadTest {
    /** What a calm answer is taken to last. */
    private static final long ANSWER_MILLIS = 3_000;

    private final Street street = new Street();
    private final List<HttpServerResponse> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aServiceThatIsFullIsNotAskedAndSaysSoInATenthOfTheTime() {
        street.serve("shop-1", request -> {
            waiting.add(request.response());
            asked.incrementAndGet();
        });
        var running = fill();
        var shed = new ArrayList<Double>();

        for (int at = 0; at < 50; at++) {
            long sent = System.nanoTime();
            var reply = street.get("/shop/x");
            shed.add((System.nanoTime() - sent) / 1e6);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.error()).isEqualTo("overloaded");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
        }

        Collections.sort(shed);
        assertThat(shed.get(shed.size() / 2)).isLessThan(ANSWER_MILLIS / 10.0);
        assertThat(asked).hasValue(running.size());
        waiting.forEach(response -> House.wait(response.end("late")));
        House.wait(Future.join(running));
        assertThat(running).allMatch(one -> one.result().status() == 200);
        assertThat(street.meters.scrape()).contains("atalaia_forward_refused_total{reason=\"overloaded\"} 50.0");
    }

    /** As many as may wait at the beginning. */
    private List<Future<Street.Reply>> fill() {
        var running = new ArrayList<Future<Street.Reply>>();
        for (int at = 0; at < 100; at++) {
            running.add(street.sending(HttpMethod.GET, "/shop/x", Map.of(), null));
        }
        House.eventually(() -> assertThat(asked).hasValue(100));
        return running;
    }

    @Test
    void oneServiceThatIsFullTakesNothingFromAnother() {
        street.serve("shop-1", request -> asked.incrementAndGet());
        street.serve("blog-1", request -> request.response().end("here"));
        var ignored = fill();

        assertThat(street.get("/shop/x").status()).isEqualTo(503);
        assertThat(street.get("/blog/x").status()).isEqualTo(200);
    }
}
