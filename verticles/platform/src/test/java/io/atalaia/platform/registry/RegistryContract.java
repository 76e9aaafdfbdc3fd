/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.tests.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Registry} keeps to. */
public abstract class RegistryContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The registry as one node sees it. */
    protected abstract Registry node(String node, Clock clock);

    /** Kills a node: it neither renews nor withdraws from now on. */
    protected abstract void kill(String node);

    @Test
    void whatOneNodePublishesEveryNodeSees() {
        var a = node("a", Clock.system());
        a.publish(new Offer("storage", "atalaia.storage.v1.ping@a")).await();
        a.publish(new Offer("gateway", "atalaia.gateway.v1.ping@a")).await();
        var b = node("b", Clock.system());
        b.publish(new Offer("storage", "atalaia.storage.v1.ping@b")).await();
        assertThat(services(a))
                .containsExactlyInAnyOrder("storage@a", "gateway@a", "storage@b")
                .isEqualTo(services(b));
        assertThat(a.instances().await()).allMatch(instance -> instance.since() > 0);
    }

    @Test
    void whatIsWithdrawnIsGoneAtOnceAndTwiceIsHarmless() {
        var a = node("a", Clock.system());
        var storage = a.publish(new Offer("storage", "s")).await();
        a.publish(new Offer("gateway", "g")).await();
        storage.withdraw().await();
        storage.withdraw().await();
        assertThat(services(a)).containsExactly("gateway@a");
    }

    @Test
    void aKilledNodeIsGoneOnceItsLeaseStoodStillForItsWholeLength() {
        var a = node("a", Clock.system());
        a.publish(new Offer("storage", "s")).await();
        var clock = new FakeTime(Instant.EPOCH);
        var b = node("b", clockOf(clock));
        kill("a");
        assertThat(services(b))
                .as("an unknown version has the benefit of one length")
                .containsExactly("storage@a");
        clock.pass(Duration.ofMillis(4_999));
        assertThat(services(b)).containsExactly("storage@a");
        clock.pass(Duration.ofMillis(1));
        assertThat(services(b)).isEmpty();
    }

    @Test
    void aNodeThatRenewsIsNeverTakenForDead() {
        var a = node("a", Clock.system());
        a.publish(new Offer("storage", "s")).await();
        var reader = node("b", Clock.system());
        await().during(Duration.ofSeconds(7)).atMost(LIMIT).until(() -> services(reader)
                .equals(List.of("storage@a")));
    }

    protected static List<String> services(Registry registry) {
        return registry.instances().await().stream()
                .map(RegistryContract::label)
                .sorted()
                .toList();
    }

    private static String label(Instance instance) {
        return instance.service() + "@" + instance.node();
    }

    protected static Clock clockOf(FakeTime time) {
        return new Clock(time, time);
    }
}
