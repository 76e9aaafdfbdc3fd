/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * User enumeration by timing: who measures how long refused log-ins take learns nothing of which names there are. Each attempt comes
 * from an address and for a name of its own, so that no lockout answers instead; the two kinds take turns, so that what else the
 * machine does meets both, and medians are compared.
 */
class EnumerationTest {
    private static final int PAIRS = 9;

    private final Gates gates = Gates.open();

    @AfterEach
    void close() {
        gates.close();
    }

    @Test
    void userEnumeration_unknownAndDisabledNamesTakeAsLongAsAWrongPassword() {
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (int i = 0; i < PAIRS; i++) {
            var ignored = gates.session("person-" + i, UserRole.VIEWER);
        }
        // What runs for the first time is slow, whichever it is.
        long ignored = nanos("person-0", 250) + nanos("stranger-0", 251);
        for (int i = 0; i < PAIRS; i++) {
            boolean first = i % 2 == 0;
            if (first) {
                known.add(nanos("person-" + i, 10 + i));
            }
            unknown.add(nanos("stranger-" + i, 100 + i));
            if (!first) {
                known.add(nanos("person-" + i, 10 + i));
            }
        }
        // Without the work of a hash, which is most of it, the one would be a small part of the other.
        assertThat(median(unknown) / median(known)).isBetween(0.5, 2.0);
    }

    private long nanos(String name, int host) {
        HttpClient client = gates.house.vertx.createHttpClient(
                new HttpClientOptions().setLocalAddress("127.0.0." + host), new PoolOptions().setHttp1MaxSize(1));
        var body = new JsonObject().put("name", name).put("password", "a wrong password");
        long begun = System.nanoTime();
        int status =
                House.wait(client.request(HttpMethod.POST, gates.house.gateway.port(), "127.0.0.1", "/api/v1/session")
                        .compose(request -> request.send(body.toBuffer()))
                        .map(response -> response.statusCode()));
        long took = System.nanoTime() - begun;
        House.wait(client.close());
        assertThat(status).isEqualTo(401);
        return took;
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
