/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a token that was revoked on one hub still works on another: from the answer to the one to the first 401 of the other, which
 * is asked without a pause. Arguments: revocations (30).
 */
final class RevocationBench {
    private static final int DEFAULT_COUNT = 30;
    private static final double MOST_MILLIS = 1_000;
    private static final int UNAUTHENTICATED = 401;

    private RevocationBench() {}

    static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_COUNT;
        Bars.title("revocation: %d tokens revoked on one hub, used on another".formatted(count));
        try (var ground = new Ground();
                var hubs = new ThreeHubs(ground)) {
            List<Double> took = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int from = i % ThreeHubs.COUNT;
                took.add(millis(hubs.api(from), hubs.api((from + 1) % ThreeHubs.COUNT)));
            }
            Bars.print("median", Bars.median(took), "ms");
            Bars.print("longest", Bars.share(took, 1), "ms", MOST_MILLIS);
        }
    }

    private static double millis(Api here, Api there) {
        var made = here.parse(here.call(to(here, "/api/v1/tokens")
                        .POST(BodyPublishers.ofString("{\"name\":\"bench\",\"scopes\":[\"read\"],\"lifeMs\":600000}")))
                .body());
        String token = made.path("token").asText();
        if (use(there, token) != 200) {
            throw new IllegalStateException("a new token does not work");
        }
        int revoked = here.call(
                        to(here, "/api/v1/tokens/" + made.path("id").asText()).DELETE())
                .statusCode();
        long begun = System.nanoTime();
        if (revoked != 204) {
            throw new IllegalStateException("a revocation is answered " + revoked);
        }
        while (use(there, token) != UNAUTHENTICATED) {
            // Asked again at once: any pause would be a part of the figure.
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static HttpRequest.Builder to(Api api, String path) {
        return HttpRequest.newBuilder(URI.create(api.base() + path));
    }

    private static int use(Api api, String token) {
        return api.call(to(api, "/api/v1/fleet").header("Authorization", "Bearer " + token))
                .statusCode();
    }
}
