/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.access.Right;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.oidc.OidcConfig;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.AccessMongo;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.tests.support.EmbeddedMongo;
import io.atalaia.tests.support.FakeTime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private final FakeTime time = new FakeTime(Instant.parse("2026-01-31T12:00:00Z"));
    private final Clock clock = new Clock(time, time);
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final AccessStores stores = AccessMongo.on(MongoClients.open(vertx, mongo.uri(), "test"));
    private final Verdicts verdicts = verdicts(AccessConfig.Anonymous.NONE);
    private final String text = TokenText.random();
    private boolean closed;

    private Verdicts verdicts(AccessConfig.Anonymous anonymous) {
        var config = new AccessConfig(
                anonymous, Duration.ofHours(12), Duration.ofDays(7), Duration.ofDays(400), OidcConfig.NONE);
        var configured = new ConfiguredTokens(Map.of("agents", "0123456789abcdef"));
        return new Verdicts(new Judging(stores, config, clock), configured, config, clock);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        if (!closed) {
            mongo.close();
        }
    }

    private void give(Right... scopes) {
        String hash = Secrets.hash(text);
        stores.tokens()
                .create(new AccessToken(
                        AccessToken.idOf(hash),
                        hash,
                        "scraper",
                        Set.of(scopes),
                        "",
                        "",
                        clock.millis(),
                        "ana",
                        clock.millis() + Duration.ofHours(1).toMillis(),
                        0,
                        0))
                .await();
    }

    private Caller ask(String token) {
        return verdicts.of(Presented.token("Bearer " + token)).await();
    }

    private void revoke() {
        assertThat(stores.tokens()
                        .revoke(AccessToken.idOf(Secrets.hash(text)), clock.millis())
                        .await())
                .isTrue();
    }

    @Test
    void aTokenStandsForItsScopesAndWhatTheyInclude() {
        give(Right.OPERATE);
        assertThat(ask(text)).isEqualTo(new Caller(Caller.Kind.TOKEN, "scraper", Set.of(Right.OPERATE, Right.READ)));
        assertThat(ask("0123456789abcdef")).isEqualTo(new Caller(Caller.Kind.TOKEN, "agents", Set.of(Right.INGEST)));
        assertThat(verdicts.agentsToken("Bearer 0123456789abcdef")).contains(new AgentsToken("agents", ""));
        assertThat(verdicts.agentsToken("Bearer " + text)).isEmpty();
        assertThat(verdicts.agentsToken(null)).isEmpty();
    }

    @Test
    void forgedTokensAreNobodys() {
        give(Right.READ);
        for (String wrong :
                new String[] {TokenText.random(), text + "x", text.substring(1), "", "ata_", "x".repeat(500)}) {
            assertThat(ask(wrong)).as(wrong).isEqualTo(Caller.NOBODY);
        }
        assertThat(verdicts.of(Presented.token("Basic " + text)).await()).isEqualTo(Caller.NOBODY);
    }

    @Test
    void aVerdictIsBelievedForLessThanASecond() {
        give(Right.READ);
        assertThat(ask(text).may(Right.READ)).isTrue();
        revoke();
        time.pass(Duration.ofMillis(799));
        assertThat(ask(text).may(Right.READ)).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(ask(text)).isEqualTo(Caller.NOBODY);
    }

    @Test
    void aTokenEndsByItselfEvenWithinThatSecond() {
        give(Right.READ);
        time.pass(Duration.ofMinutes(60).minusMillis(500));
        assertThat(ask(text).may(Right.READ)).isTrue();
        time.pass(Duration.ofMillis(500));
        assertThat(ask(text)).isEqualTo(Caller.NOBODY);
    }

    @Test
    void withoutTheDatabaseWhoWasKnownGoesOnReadingForFiveMinutesAndNobodyElse() {
        give(Right.ADMIN);
        assertThat(ask(text).may(Right.ADMIN)).isTrue();
        closed = true;
        mongo.close();
        time.pass(Duration.ofSeconds(2));
        assertThat(ask(text).rights()).isEqualTo(Set.of(Right.READ));
        time.pass(Duration.ofMinutes(4));
        assertThat(ask(text).rights()).isEqualTo(Set.of(Right.READ));
        assertThatThrownBy(() -> ask(TokenText.random()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(503));
        time.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> ask(text)).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo(503));
        assertThat(ask("0123456789abcdef").may(Right.INGEST)).isTrue();
    }

    @Test
    void whoeverComesMayDoWhatIsConfiguredButNotWithWrongCredentials() {
        var open = verdicts(AccessConfig.Anonymous.OPERATOR);
        var anybody = open.of(Presented.NOTHING).await();
        assertThat(anybody.kind()).isEqualTo(Caller.Kind.ANONYMOUS);
        assertThat(anybody.rights()).isEqualTo(Set.of(Right.OPERATE, Right.READ));
        assertThat(open.of(Presented.token("Bearer " + TokenText.random())).await())
                .isEqualTo(Caller.NOBODY);
        assertThat(verdicts.of(Presented.NOTHING).await()).isEqualTo(Caller.NOBODY);
    }

    @Test
    void useIsNotedAtMostOnceAMinute() {
        give(Right.READ);
        String id = AccessToken.idOf(Secrets.hash(text));
        assertThat(ask(text).may(Right.READ)).isTrue();
        long first = clock.millis();
        awaitUse(id, first);
        time.pass(Duration.ofSeconds(30));
        assertThat(ask(text).may(Right.READ)).isTrue();
        assertThat(stores.tokens().find(id).await().orElseThrow().used()).isEqualTo(first);
        time.pass(Duration.ofSeconds(31));
        assertThat(ask(text).may(Right.READ)).isTrue();
        awaitUse(id, first + 61_000);
    }

    /** It is noted while the caller is served already. */
    private void awaitUse(String id, long at) {
        Awaitility.await()
                .atMost(House.PATIENCE)
                .until(() -> stores.tokens().find(id).await().orElseThrow().used() == at);
    }
}
