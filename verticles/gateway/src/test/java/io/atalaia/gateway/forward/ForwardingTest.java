/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    /** Answers with what it was asked. */
    private static void mirror(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var headers = new JsonObject();
            request.headers().forEach(field -> headers.put(field.getKey().toLowerCase(), field.getValue()));
            request.response()
                    .end(new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("body", body.toString())
                            .toBuffer());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void methodPathQueryAndBodyArrive(String method) {
        street.serve("shop-1", ForwardingTest::mirror);
        var body = method.equals("GET") ? null : Buffer.buffer("a body");

        var reply = street.send(HttpMethod.valueOf(method), "/shop/cart/%20x?a=b&c", Map.of(), body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getString("method")).isEqualTo(method);
        assertThat(reply.json().getString("uri")).isEqualTo("/cart/%20x?a=b&c");
        assertThat(reply.json().getString("body")).isEqualTo(body == null ? "" : "a body");
        assertThat(reply.header(Refusal.HEADER)).isNull();
    }

    @Test
    void headTellsTheLengthAndNothingElse() {
        street.serve("shop-1", request -> request.response()
                .putHeader("Content-Length", "12345")
                .end());

        var reply = street.send(HttpMethod.HEAD, "/shop/x", Map.of(), null);

        assertThat(reply.header("Content-Length")).isEqualTo("12345");
        assertThat(reply.body().length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 301, 404, 418, 501})
    void anyStatusOfAServiceIsItsOwn(int status) {
        street.serve("shop-1", request -> request.response()
                .setStatusCode(status)
                .putHeader("X-Own", "1")
                .end());

        var reply = street.get("/shop/x");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("X-Own")).isEqualTo("1");
        assertThat(reply.error()).isNull();
    }

    @Test
    void whoAsksIsToldAnewAndWhatAClientClaimsIsDropped() {
        int port = street.serve("shop-1", ForwardingTest::mirror);

        var seen = street.send(
                        HttpMethod.GET,
                        "/shop/x",
                        Map.of(
                                "X-Forwarded-For", "6.6.6.6",
                                "Forwarded", "for=6.6.6.6",
                                "X-Forwarded-User", "root",
                                "X-Real-IP", "6.6.6.6",
                                "X-Request-Id", "mine"),
                        null)
                .json()
                .getJsonObject("headers");

        String here = "127.0.0.1:" + street.forwarding.port();
        assertThat(seen.getString("host")).isEqualTo("127.0.0.1:" + port);
        assertThat(seen.getString("forwarded")).isEqualTo("for=127.0.0.1;host=\"" + here + "\";proto=http");
        assertThat(seen.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.getString("x-forwarded-host")).isEqualTo(here);
        assertThat(seen.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.getString("x-forwarded-prefix")).isEqualTo("/shop");
        assertThat(seen.getString("x-request-id")).isEqualTo("mine");
        assertThat(seen.getString("via")).isEqualTo("1.1 atalaia");
        assertThat(seen.fieldNames()).doesNotContain("x-forwarded-user", "x-real-ip");
    }

    @Test
    void fieldsOfOneConnectionStayThere() {
        street.serve("shop-1", request -> request.response()
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "1")
                .putHeader("Keep-Alive", "timeout=9")
                .putHeader("Proxy-Authenticate", "Basic")
                .putHeader(Refusal.HEADER, "forged")
                .end(request.headers().names().toString()));

        var reply = street.send(
                HttpMethod.GET,
                "/shop/x",
                Map.of(
                        "Connection", "keep-alive, X-Private",
                        "X-Private", "1",
                        "Proxy-Authorization", "Basic x",
                        "TE", "trailers",
                        "X-Public", "1"),
                null);

        assertThat(reply.body().toString().toLowerCase())
                .contains("x-public")
                .doesNotContain("x-private")
                .doesNotContain("proxy-authorization")
                .doesNotContain("te,");
        assertThat(reply.head().headers().names()).doesNotContain("X-Hop", "Keep-Alive", "Proxy-Authenticate");
        assertThat(reply.error()).isNull();
    }

    @Test
    void ourCredentialsGoNoFurtherAndOthersDo() {
        street.serve("shop-1", request -> {
            request.response().headers().add("Set-Cookie", "id=1; Path=/").add("Set-Cookie", "atalaia-session=fixed");
            request.response().end(request.getHeader("Cookie") + "|" + request.getHeader("Authorization"));
        });

        var ours = street.send(
                HttpMethod.GET,
                "/shop/x",
                Map.of("Cookie", "a=1; atalaia-session=secret", "Authorization", "Bearer ata_secret"),
                null);
        assertThat(ours.body().toString()).isEqualTo("a=1|null");
        assertThat(ours.head().cookies()).containsExactly("id=1; Path=/shop/");

        var agents = street.send(HttpMethod.GET, "/shop/x", Map.of("Authorization", "Bearer " + House.TOKEN), null);
        assertThat(agents.body().toString()).isEqualTo("null|null");

        var others = street.send(HttpMethod.GET, "/shop/x", Map.of("Authorization", "Basic theirs"), null);
        assertThat(others.body().toString()).isEqualTo("null|Basic theirs");
    }

    @Test
    void redirectsAreNotFollowedAndStayUnderTheServicesName() {
        street.serve("shop-1", request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/login?next=1")
                .end());

        var reply = street.get("/shop/cart");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("/shop/login?next=1");

        var bare = street.get("/shop?a=b");
        assertThat(bare.status()).isEqualTo(308);
        assertThat(bare.header("Location")).isEqualTo("/shop/?a=b");
    }

    @Test
    void aServiceThatNobodyRegisteredIsUnknown() {
        var reply = street.get("/nothing/x?secret=1");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("unknown-service");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("requestId")).isEqualTo(reply.header("X-Request-Id"));
        assertThat(reply.json().getString("instance")).isEqualTo("/nothing/x");
    }

    @Test
    void whyNoInstanceCanBeAskedIsTold() {
        street.register("shop-1", 1, Map.of(), Health.FAILING);
        street.register("shop-2", 1, Map.of(), Health.UNKNOWN);

        var reply = street.get("/shop/x");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error()).isEqualTo("none-healthy");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().getString("detail"))
                .isEqualTo("no instance of service shop can be asked: 1 failing, 1 not checked yet");
    }

    @Test
    void whoMayNotReadGetsNothingButWhatIsPublic() {
        street.serve("shop-1", ForwardingTest::mirror);
        street.serve("open-1", Map.of("public", "true"), ForwardingTest::mirror);

        street.caller = Caller.NOBODY;
        assertThat(street.get("/shop/x").status()).isEqualTo(401);
        assertThat(street.get("/shop/x").header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(street.get("/unknown/x").status()).isEqualTo(401);
        assertThat(street.get("/open/x").status()).isEqualTo(200);

        street.caller = new Caller(Caller.Kind.TOKEN, "agent", Set.of());
        assertThat(street.get("/shop/x").status()).isEqualTo(403);
        assertThat(street.get("/shop/x").error()).isEqualTo("forbidden");

        street.caller = null;
        assertThat(street.get("/shop/x").status()).isEqualTo(503);
        assertThat(street.get("/open/x").status()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherOriginsDoNotActInAUsersName() {
        street.serve("shop-1", ForwardingTest::mirror);
        var foreign = Map.of("Cookie", "atalaia-session=x", "Origin", "http://127.0.0.1:1");
        String own = "http://127.0.0.1:" + street.forwarding.port();

        assertThat(street.send(HttpMethod.POST, "/shop/x", foreign, Buffer.buffer("a"))
                        .status())
                .isEqualTo(403);
        assertThat(street.send(HttpMethod.GET, "/shop/x", foreign, null).status())
                .isEqualTo(200);
        assertThat(street.send(
                                HttpMethod.POST,
                                "/shop/x",
                                Map.of("Cookie", "atalaia-session=x", "Origin", own),
                                Buffer.buffer("a"))
                        .status())
                .isEqualTo(200);
        assertThat(street.send(HttpMethod.GET, "/shop/x", Map.of("Host", "rebound.example"), null)
                        .status())
                .isEqualTo(421);
    }

    @Test
    void theTimeThatIsLeftIsToldAndKept() {
        street.serve("shop-1", request -> {
            if (!request.path().equals("/never")) {
                request.response().end(request.getHeader("X-Request-Timeout-Ms"));
            }
        });

        var whole = street.get("/shop/x").body().toString();
        assertThat(Integer.parseInt(whole)).isBetween(5_000, 10_000);
        var less = street.send(HttpMethod.GET, "/shop/x", Map.of("X-Request-Timeout-Ms", "3000"), null);
        assertThat(Integer.parseInt(less.body().toString())).isBetween(500, 3_000);
        var never = street.send(HttpMethod.GET, "/shop/never", Map.of("X-Request-Timeout-Ms", "50"), null);
        assertThat(never.status()).isEqualTo(504);
        assertThat(never.error()).isEqualTo("timeout");
        assertThat(street.send(HttpMethod.GET, "/shop/x", Map.of("X-Request-Timeout-Ms", "soon"), null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void otherMethodsAreRefusedByName() {
        street.serve("shop-1", ForwardingTest::mirror);

        var reply = street.send(HttpMethod.OPTIONS, "/shop/x", Map.of(), null);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, POST, PUT, PATCH, DELETE");
        assertThat(street.send(HttpMethod.TRACE, "/shop/x", Map.of(), null).status())
                .isEqualTo(405);
    }

    @Test
    void aClientThatGoesAwayEndsItsRequestAtTheInstance() {
        var ended = new AtomicReference<String>("running");
        street.serve("shop-1", request -> request.connection().closeHandler(closed -> ended.set("closed")));

        var request = House.wait(street.request(HttpMethod.GET, "/shop/slow"));
        var ignored = request.send();
        eventually(() -> assertThat(street.meters.scrape()).contains("atalaia_forward_waiting{service=\"shop\"} 1.0"));
        House.wait(request.reset().otherwiseEmpty());

        eventually(() -> assertThat(ended.get()).isEqualTo("closed"));
        eventually(() -> assertThat(street.meters.scrape())
                .contains("atalaia_forward_active{service=\"shop\"} 0.0")
                .contains("atalaia_forward_waiting{service=\"shop\"} 0.0")
                .contains("atalaia_forward_requests_total{instance=\"shop-1\",service=\"shop\",status=\"4xx\"} 1.0"));
    }

    @Test
    void whatIsForwardedIsCountedByServiceInstanceAndStatus() {
        street.serve("shop-1", ForwardingTest::mirror);

        street.get("/shop/x");

        assertThat(street.meters.scrape())
                .contains("atalaia_forward_requests_total{instance=\"shop-1\",service=\"shop\",status=\"2xx\"} 1.0")
                .contains("atalaia_forward_limit{service=\"shop\"}")
                .contains("atalaia_breaker_state{breaker=\"shop/shop-1\",state=\"closed\"} 1.0");
        assertThat(street.bus.breakers().others())
                .extracting(one -> one.address())
                .containsExactly("shop/shop-1");
    }
}
