/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.access.Gates;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in with an OpenID Connect provider, and what an attacker tries at it. */
class OidcTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeTime TIME = new FakeTime(Instant.now());
    private static StubProvider provider;
    private static Gates gates;
    private static Map<String, String> local;

    @BeforeAll
    static void open() {
        provider = new StubProvider(VERTX);
        gates = Gates.open(provider.config(""), new Clock(TIME, TIME));
        local = gates.session("boss", UserRole.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        gates.close();
        VERTX.close().await();
    }

    @BeforeEach
    @AfterEach
    void behave() {
        provider.signs = "RS256";
        provider.change = claims -> claims;
        provider.answersWith = 200;
        provider.person = somebody("1001", "Ana", "staff", "admins");
    }

    private static JsonObject somebody(String subject, String name, String... groups) {
        return new JsonObject()
                .put("sub", subject)
                .put("preferred_username", name)
                .put("groups", new JsonArray(List.of(groups)));
    }

    private static Reply begin(String query) {
        return gates.house.get("/api/v1/oidc/login" + query);
    }

    private static String cookie(Reply reply) {
        return Gates.cookie(reply);
    }

    private static Reply comeBack(Reply begun, String cookie) {
        String query =
                provider.logIn(begun.headers().get("Location"), TIME.instant().toEpochMilli());
        return gates.house.get("/api/v1/oidc/callback" + query, Map.of("Cookie", cookie));
    }

    private static Reply logIn() {
        var begun = begin("");
        return comeBack(begun, cookie(begun));
    }

    /** The session that an answer set, which sets another cookie as well. */
    private static Map<String, String> session(Reply reply) {
        String set = reply.headers().getAll("set-cookie").stream()
                .filter(one -> one.startsWith("atalaia-session="))
                .findFirst()
                .orElseThrow();
        return Map.of("Cookie", set.substring(0, set.indexOf(';')));
    }

    private static void expectRefused(Reply reply, String why) {
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.headers().get("Location")).isEqualTo("/login?refused=" + why);
        assertThat(reply.headers().getAll("set-cookie")).noneMatch(set -> set.startsWith("atalaia-session="));
    }

    @Test
    void whoLogsInThereIsLoggedInHereWithTheRoleOfTheClaims() {
        var reply = logIn();
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.headers().get("Location")).isEqualTo("/");
        var told = gates.house.get("/api/v1/session", session(reply)).json();
        assertThat(told.getString("name")).isEqualTo("oidc:ana");
        assertThat(told.getString("role")).isEqualTo("administrator");
        assertThat(gates.house.get("/api/v1/users", session(reply)).status()).isEqualTo(200);
        assertThat(provider.asked().get("code_challenge_method")).isEqualTo("S256");
        assertThat(provider.asked().get("redirect_uri"))
                .isEqualTo("http://127.0.0.1:" + gates.house.gateway.port() + "/api/v1/oidc/callback");
        House.eventually(
                () -> assertThat(gates.house.get("/api/v1/audit", local).body().toString())
                        .contains("session.begin", "oidc:ana"));
    }

    @Test
    void pagesAreToldThatThereIsAProviderAndWhatItIsCalled() {
        assertThat(gates.house.get("/api/v1/session").json().getString("provider"))
                .isEqualTo("Our company");
        try (var without = House.open()) {
            assertThat(without.get("/api/v1/session").json().containsKey("provider"))
                    .isFalse();
            assertThat(without.get("/api/v1/oidc/login").status()).isEqualTo(404);
        }
    }

    @Test
    void aRoleIsSetAnewWithEachLogInAndNobodyWithoutOneComesIn() {
        provider.person = somebody("2002", "Bea", "admins");
        var before = session(logIn());
        provider.person = somebody("2002", "Bea", "staff");
        var after = session(logIn());
        TIME.pass(Duration.ofSeconds(2));
        for (var either : List.of(before, after)) {
            assertThat(gates.house.get("/api/v1/session", either).json().getString("role"))
                    .isEqualTo("viewer");
        }
        provider.person = somebody("2002", "Bea", "guests");
        expectRefused(logIn(), "role");
        provider.person = new JsonObject().put("sub", "2002").put("groups", new JsonObject().put("admins", true));
        expectRefused(logIn(), "role");
    }

    @Test
    void namesAreNoLocalUsersAndGiveNobodyAnothersAccount() {
        provider.person = somebody("3003", "boss", "staff");
        var boss = session(logIn());
        assertThat(gates.house.get("/api/v1/session", boss).json().getString("name"))
                .isEqualTo("oidc:boss");
        // Somebody else gives themselves that name: they are another user, and the first stays what they were.
        provider.person = somebody("3004", "boss", "admins").put("email", "eve@example.org");
        var eve = session(logIn());
        TIME.pass(Duration.ofSeconds(2));
        assertThat(gates.house.get("/api/v1/session", eve).json().getString("name"))
                .isEqualTo("oidc:eve@example.org");
        assertThat(gates.house.get("/api/v1/session", boss).json().getString("role"))
                .isEqualTo("viewer");
        assertThat(gates.logIn("oidc:boss", "whatever it may be").status()).isEqualTo(401);
        var local =
                new JsonObject().put("name", "oidc:eva").put("role", "viewer").put("password", Gates.PASSWORD);
        assertThat(gates.post("/api/v1/users", local, OidcTest.local).status()).isEqualTo(400);
    }

    @Test
    void whoIsDisabledHereDoesNotComeInHoweverTheyAreCalledThere() {
        provider.person = somebody("4004", "Dora", "admins");
        var dora = session(logIn());
        assertThat(change("oidc:dora", new JsonObject().put("role", "viewer"))).isEqualTo(409);
        assertThat(change("oidc:dora", new JsonObject().put("password", Gates.PASSWORD)))
                .isEqualTo(409);
        assertThat(change("oidc:dora", new JsonObject().put("disabled", true))).isEqualTo(200);
        assertThat(gates.house.get("/api/v1/fleet", dora).status()).isEqualTo(401);
        provider.person = somebody("4004", "Theodora", "admins");
        expectRefused(logIn(), "person");
    }

    private static int change(String name, JsonObject change) {
        return gates.send(HttpMethod.PATCH, "/api/v1/users/" + name.replace(":", "%3A"), local, change)
                .status();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "none",
                "None",
                "HS256 with the public key",
                "HS256 with a published secret",
                "HS256",
                "another key",
                "ES256",
                "RS512",
                "no token at all",
                ""
            })
    void algorithmSwap_aTokenThatIsNotSignedByAKeyOfTheProviderIsRefused(String signs) {
        provider.signs = signs;
        expectRefused(logIn(), "provider");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                claim("another issuer", claims -> claims.put("iss", "http://127.0.0.1:1/realm")),
                claim("another client", claims -> claims.put("aud", "somebody-else")),
                claim("no client", claims -> without(claims, "aud")),
                claim(
                        "several clients and not ours as the party",
                        claims -> claims.put(
                                "aud", new JsonArray().add(StubProvider.CLIENT).add("other"))),
                claim("another party", claims -> claims.put("azp", "other")),
                claim("another nonce", claims -> claims.put("nonce", "0".repeat(64))),
                claim("no nonce", claims -> without(claims, "nonce")),
                claim("expired", claims -> claims.put("exp", claims.getLong("iat") - 61)),
                claim("no end", claims -> without(claims, "exp")),
                claim("of the future", claims -> claims.put("iat", claims.getLong("iat") + 120)),
                claim("not yet", claims -> claims.put("nbf", claims.getLong("iat") + 120)),
                claim("about nobody", claims -> without(claims, "sub")));
    }

    private static Arguments claim(String what, UnaryOperator<JsonObject> change) {
        return Arguments.of(what, change);
    }

    private static JsonObject without(JsonObject claims, String name) {
        claims.remove(name);
        return claims;
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("wrongClaims")
    void forgedTokens_whatIsSaidToOthersOrAtAnotherTimeIsRefused(String what, UnaryOperator<JsonObject> change) {
        provider.change = change;
        expectRefused(logIn(), "provider");
    }

    @Test
    void clocksMayDifferByAMinuteAndNotMore() {
        provider.change =
                claims -> claims.put("iat", claims.getLong("iat") + 59).put("exp", claims.getLong("exp") - 355);
        assertThat(logIn().headers().get("Location")).isEqualTo("/");
        provider.change = claims -> claims.put("exp", claims.getLong("exp") - 361);
        expectRefused(logIn(), "provider");
    }

    @Test
    void csrf_anAnswerThatDidNotBeginInThisBrowserLogsNobodyIn() {
        var begun = begin("");
        expectRefused(comeBack(begun, "none=1"), "begun");
        expectRefused(comeBack(begun, cookie(begin(""))), "begun");
        String cookie = cookie(begun);
        expectRefused(gates.house.get("/api/v1/oidc/callback?code=the-code", Map.of("Cookie", cookie)), "begun");
        var late = begin("");
        TIME.pass(Duration.ofMinutes(11));
        expectRefused(comeBack(late, cookie(late)), "begun");
    }

    @Test
    void whatTheProviderRefusesIsRefused() {
        provider.answersWith = 500;
        expectRefused(logIn(), "provider");
        var begun = begin("");
        String query = provider.logIn(
                        begun.headers().get("Location"), TIME.instant().toEpochMilli())
                .replace("code=the-code", "error=access_denied");
        expectRefused(gates.house.get("/api/v1/oidc/callback" + query, Map.of("Cookie", cookie(begun))), "provider");
        var other = begin("");
        String wrong = provider.logIn(
                        other.headers().get("Location"), TIME.instant().toEpochMilli())
                .replace("the-code", "another-code");
        expectRefused(gates.house.get("/api/v1/oidc/callback" + wrong, Map.of("Cookie", cookie(other))), "provider");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/%5Cevil.example/",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie:evil=1",
                "evil",
                ""
            })
    void openRedirect_nobodyIsLedToAnotherSite(String to) {
        var begun = begin("?to=" + to.replace(":", "%3A"));
        assertThat(comeBack(begun, cookie(begun)).headers().get("Location")).isEqualTo("/");
    }

    @Test
    void whoWantedAPageIsLedThere() {
        var begun = begin("?to=%2Fservices%3Fq%3Dshop%26open%3Dshop-1");
        assertThat(comeBack(begun, cookie(begun)).headers().get("Location")).isEqualTo("/services?q=shop&open=shop-1");
        assertThat(begun.headers().get("set-cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Max-Age=600");
    }

    @Test
    void aConfigurationByWhichNobodyOrWhoeverCouldComeInIsRefused() {
        var none = new OidcConfig.Roles("groups", List.of(), List.of(), List.of());
        var some = new OidcConfig.Roles("groups", List.of("admins"), List.of(), List.of());
        assertThatThrownBy(() -> new OidcConfig(
                        "https://id.example", "", "atalaia", "", ClientAuthentication.AUTO, "", "", none))
                .hasMessageContaining("roles");
        assertThatThrownBy(() ->
                        new OidcConfig("http://id.example", "", "atalaia", "", ClientAuthentication.AUTO, "", "", some))
                .hasMessageContaining("https://");
        assertThatThrownBy(
                        () -> new OidcConfig("https://id.example", "", "", "", ClientAuthentication.AUTO, "", "", some))
                .hasMessageContaining("clientId");
    }
}
