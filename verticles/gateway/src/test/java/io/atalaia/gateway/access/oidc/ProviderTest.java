/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.access.Gates;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import io.atalaia.tests.support.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider tells of itself, and what becomes of log-ins when it or our own database changes. */
class ProviderTest {
    private static final String CALLBACK = "http://127.0.0.1/back";

    private final Vertx vertx = Vertx.vertx();
    private final StubProvider stub = new StubProvider(vertx);
    private final FakeTime time = new FakeTime(Instant.now());
    private final Clock clock = new Clock(time, time);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Reply logIn(Gates gates) {
        return comeBack(gates.house, gates.house.get("/api/v1/oidc/login"));
    }

    private Reply comeBack(House house, Reply begun) {
        return comeBack(stub, house, begun);
    }

    private Reply comeBack(StubProvider at, House house, Reply begun) {
        String query = at.logIn(begun.headers().get("Location"), time.instant().toEpochMilli());
        return house.get("/api/v1/oidc/callback" + query, Map.of("Cookie", Gates.cookie(begun)));
    }

    @Test
    void aProviderWithNewKeysIsAskedForThemWithinHalfAMinute() {
        try (var gates = Gates.open(stub.config(""), clock)) {
            assertThat(logIn(gates).headers().get("Location")).isEqualTo("/");
            stub.keys = StubProvider.keys();
            stub.keyId = "k2";
            assertThat(logIn(gates).headers().get("Location")).isEqualTo("/login?refused=provider");
            time.pass(Duration.ofSeconds(31));
            assertThat(logIn(gates).headers().get("Location")).isEqualTo("/");
        }
    }

    @Test
    void withoutTheDatabaseNobodyIsSaidToBeRefused() {
        try (var gates = Gates.open(stub.config(""), clock)) {
            var begun = gates.house.get("/api/v1/oidc/login");
            gates.loseDatabase();
            expectLater(comeBack(gates.house, begun));
        }
    }

    @Test
    void whateverFailsAfterTheProviderSaidYesIsNotSaidToBeItsRefusal() {
        try (var house = new House()) {
            house.clock = clock;
            house.start(House.closed(stub.config("")), House.NODE);
            expectLater(comeBack(house, house.get("/api/v1/oidc/login")));
        }
    }

    private static void expectLater(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().contains("Location")).isFalse();
    }

    static Stream<Arguments> wrongDocuments() {
        return Stream.of(
                document("no issuer", told -> without(told, "issuer")),
                document("another issuer", told -> told.put("issuer", "https://evil.example")),
                document("nearly the issuer", told -> told.put("issuer", told.getString("issuer") + "/")),
                document("no keys", told -> without(told, "jwks_uri")),
                document("pages in the clear", told -> told.put("authorization_endpoint", "http://id.example/a")),
                document("a path alone", told -> told.put("authorization_endpoint", "/authorize")),
                document("tokens in the clear", told -> told.put("token_endpoint", "http://id.example/t")));
    }

    private static Arguments document(String what, UnaryOperator<JsonObject> told) {
        return Arguments.of(what, told);
    }

    private static JsonObject without(JsonObject document, String name) {
        document.remove(name);
        return document;
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("wrongDocuments")
    void anotherProvidersDocumentAndPlacesInTheClearAreRefused(String what, UnaryOperator<JsonObject> told) {
        stub.told = told;
        var provider = new Provider(vertx, stub.config(""), clock);
        assertThatThrownBy(() -> House.wait(provider.address(Asking.begin("/", clock.millis()), CALLBACK)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theSecretIsShownAndAPlaceMayHaveAQueryOfItsOwn(@TempDir Path folder) throws IOException {
        stub.told = told -> told.put("authorization_endpoint", stub.issuer + "/authorize?policy=1");
        Path secret = Files.writeString(folder.resolve("secret"), "s%cret+\n");
        var provider = new Provider(vertx, stub.config(secret.toString()), clock);
        var asking = Asking.begin("/", clock.millis());
        String address = House.wait(provider.address(asking, CALLBACK));
        assertThat(address)
                .startsWith(stub.issuer + "/authorize?policy=1&")
                .containsOnlyOnce("?")
                .contains("response_type=code", "scope=openid+profile+email", "client_id=atalaia");
        assertThat(stub.logIn(address, clock.millis())).contains(asking.state());
        assertThat(House.wait(provider.who(asking, "the-code", CALLBACK)).names())
                .startsWith("Ana");
        assertThat(new String(Base64.getDecoder().decode(stub.authorization.substring("Basic ".length())), UTF_8))
                .isEqualTo("atalaia:s%25cret%2B");
    }

    /** Somebody logs in with the stub and this configuration. */
    private Identity who(OidcConfig config) {
        var provider = new Provider(vertx, config, clock);
        try {
            var asking = Asking.begin("/", clock.millis());
            assertThat(stub.logIn(House.wait(provider.address(asking, CALLBACK)), clock.millis()))
                    .contains(asking.state());
            return House.wait(provider.who(asking, "the-code", CALLBACK));
        } finally {
            provider.close();
        }
    }

    private static UnaryOperator<JsonObject> takes(String... ways) {
        return told -> told.put("token_endpoint_auth_methods_supported", new JsonArray(List.of(ways)));
    }

    private static OidcConfig by(ClientAuthentication way, OidcConfig config) {
        return new OidcConfig(
                config.issuer(),
                config.name(),
                config.clientId(),
                config.clientSecretFile(),
                way,
                config.address(),
                config.authorities(),
                config.roles());
    }

    @Test
    void theSecretGoesTheWayThatTheProviderTakesOrThatTheConfigurationNames(@TempDir Path folder) throws IOException {
        String secret = Files.writeString(folder.resolve("secret"), "s%cret+\n").toString();
        stub.told = takes("private_key_jwt", "client_secret_post");
        assertThat(who(stub.config(secret)).names()).startsWith("Ana");
        assertThat(stub.authorization).isNull();
        assertThat(stub.form.get("client_id")).isEqualTo("atalaia");
        assertThat(stub.form.get("client_secret")).isEqualTo("s%cret+");
        assertThat(who(by(ClientAuthentication.BASIC, stub.config(secret))).names())
                .startsWith("Ana");
        assertThat(stub.authorization).startsWith("Basic ");
        stub.told = takes("client_secret_post", "client_secret_basic");
        assertThat(who(stub.config(secret)).names()).startsWith("Ana");
        assertThat(stub.authorization).startsWith("Basic ");
        assertThat(stub.form.contains("client_secret")).isFalse();
        assertThat(who(by(ClientAuthentication.POST, stub.config(secret))).names())
                .startsWith("Ana");
        assertThat(stub.form.get("client_secret")).isEqualTo("s%cret+");
    }

    @Test
    void aProviderThatTakesNoSecretThatWeCanShowIsRefusedWithTheReason(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        stub.told = takes("private_key_jwt");
        assertThatThrownBy(() -> who(stub.config(secret.toString())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("clientAuthentication");
        assertThat(who(stub.config("")).names()).startsWith("Ana");
        assertThat(stub.form.get("client_id")).isEqualTo("atalaia");
        assertThat(stub.form.contains("client_secret")).isFalse();
    }

    @Test
    void overHttpsTheProviderIsTrustedByTheConfiguredAuthorityAlone(@TempDir Path folder) {
        var secured = new StubProvider(vertx, folder);
        try (var gates = Gates.open(secured.config(""), clock)) {
            var begun = gates.house.get("/api/v1/oidc/login");
            assertThat(begun.headers().get("Location")).startsWith("https://localhost:");
            assertThat(comeBack(secured, gates.house, begun).headers().get("Location"))
                    .isEqualTo("/");
        }
        var trusting = secured.config("");
        String stranger =
                TestCertificates.write("stranger-authority.pem", folder).toString();
        for (String authorities : List.of("", stranger)) {
            var other = new OidcConfig(
                    trusting.issuer(),
                    "",
                    trusting.clientId(),
                    "",
                    ClientAuthentication.AUTO,
                    "",
                    authorities,
                    trusting.roles());
            var provider = new Provider(vertx, other, clock);
            assertThatThrownBy(() -> House.wait(provider.address(Asking.begin("/", clock.millis()), CALLBACK)))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void shortKeysOfTheProviderAreNotBelieved() {
        stub.keys = StubProvider.keys(1_024);
        assertThatThrownBy(() -> who(stub.config("")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("signed by none");
        // The library would take a certificate's key in place of the one that was measured.
        var published = new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(stub.key().put("x5c", new JsonArray()))
                                .add("no key"));
        assertThat(Keys.believed(published)).isEmpty();
        stub.keys = StubProvider.KEYS;
        published.put("keys", new JsonArray().add(stub.key().put("x5c", new JsonArray())));
        assertThat(Keys.believed(published)).containsExactly(stub.key());
        assertThat(who(stub.config("")).names()).startsWith("Ana");
    }

    @Test
    void answersWithoutEndAreNotReadToTheirEnd() {
        stub.told = told -> told.put("more", "x".repeat(Questions.LONGEST));
        assertThatThrownBy(() -> who(stub.config("")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("longer than");
        stub.told = told -> told;
        stub.change = claims -> claims.put("more", "x".repeat(Questions.LONGEST));
        assertThatThrownBy(() -> who(stub.config("")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("longer than");
    }
}
