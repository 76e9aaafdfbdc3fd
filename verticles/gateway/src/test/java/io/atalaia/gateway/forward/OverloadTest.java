/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final long ANSWER_MILLIS = 300;

    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aServiceThatIsFullIsNotAskedAndSaysSoInATenthOfTheTime() {
        street.serve(
                "shop-1",
                request -> street.vertx.setTimer(
                        ANSWER_MILLIS, late -> request.response().end("late")));
        var shed = Collections.synchronizedList(new ArrayList<Double>());
        var codes = Collections.synchronizedList(new ArrayList<Integer>());
        Future<?> warm = Future.join(Collections.nCopies(20, 0).stream()
                .map(any -> asked(codes, shed))
                .toList());
        House.wait(warm);
        codes.clear();
        shed.clear();

        var all = new ArrayList<Future<?>>();
        for (int at = 0; at < 400; at++) {
            all.add(asked(codes, shed));
        }
        House.wait(Future.join(all));

        assertThat(codes).contains(200, 503).containsOnly(200, 503);
        assertThat(codes.stream().filter(code -> code == 200).count()).isBetween(20L, 200L);
        Collections.sort(shed);
        assertThat(shed.get(shed.size() / 2)).isLessThan(ANSWER_MILLIS / 10.0 * 3);
        assertThat(street.meters.scrape()).contains("atalaia_forward_refused_total{reason=\"overloaded\"}");
    }

    private Future<?> asked(List<Integer> codes, List<Double> shed) {
        return street.request(HttpMethod.GET, "/shop/x").compose(request -> {
            long sent = System.nanoTime();
            return request.send().compose(head -> head.body().onSuccess(body -> {
                codes.add(head.statusCode());
                if (head.statusCode() == 503) {
                    shed.add((System.nanoTime() - sent) / 1e6);
                    assertThat(head.getHeader("Retry-After")).isEqualTo("1");
                }
            }));
        });
    }

    @Test
    void oneServiceThatIsFullTakesNothingFromAnother() {
        street.serve("shop-1", request -> {});
        street.serve("blog-1", request -> request.response().end("here"));
        for (int at = 0; at < 300; at++) {
            var ignored = street.sending(HttpMethod.GET, "/shop/x", Map.of(), null);
        }

        assertThat(street.get("/blog/x").status()).isEqualTo(200);
    }
}
