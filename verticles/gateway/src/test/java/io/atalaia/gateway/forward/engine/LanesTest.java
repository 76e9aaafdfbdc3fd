/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes("n1", 10, 100);

    private static Registration other(ServiceKind kind, String address, String maintenance, String node) {
        return new Registration(
                "shop-9", "shop", kind, address, 80, List.of(), 1, Map.of(), 0, List.of(), maintenance, node, "hub", 1);
    }

    private Lane learnt(Standing... all) {
        lanes.learn(Instances.snapshot(all), 0);
        return lanes.find("shop");
    }

    @Test
    void onlyInstancesThatPassAndRestNotAreAsked() {
        var lane = learnt(
                Instances.passing("shop-1"),
                new Standing(Instances.of("shop-2", 1, Map.of()), Health.FAILING, "refused"),
                new Standing(Instances.of("shop-3", 1, Map.of()), Health.UNKNOWN, ""),
                new Standing(other(ServiceKind.HTTP, "10.0.0.9", "new disk", "n1"), Health.PASSING, ""));

        assertThat(lane.targets()).extracting(one -> one.place().id()).containsExactly("shop-1");
    }

    @Test
    void whyNoneCanBeAskedIsTold() {
        var lane = learnt(
                new Standing(Instances.of("shop-2", 1, Map.of()), Health.FAILING, "refused"),
                new Standing(other(ServiceKind.HTTP, "10.0.0.9", "new disk", "n1"), Health.PASSING, ""));

        assertThat(lane.whyNone()).isEqualTo("no instance of service shop can be asked: 1 in maintenance, 1 failing");
    }

    @Test
    void anotherNodesLoopbackIsNotOurs() {
        var lane = learnt(new Standing(other(ServiceKind.HTTP, "127.0.0.1", null, "n2"), Health.PASSING, ""));

        assertThat(lane.targets()).isEmpty();
        assertThat(lane.whyNone()).contains("1 on another node's loopback");
        assertThat(learnt(new Standing(other(ServiceKind.HTTP, "127.0.0.1", null, "n1"), Health.PASSING, ""))
                        .targets())
                .hasSize(1);
    }

    @Test
    void whatSpeaksNoHttpIsNoService() {
        assertThat(learnt(new Standing(other(ServiceKind.TCP, "10.0.0.1", null, "n1"), Health.PASSING, "")))
                .isNull();
    }

    @Test
    void whatIsKnownOfAnInstanceOutlivesAChangeOfOthers() {
        var before = learnt(Instances.passing("shop-1")).targets().get(0);

        var lane = learnt(Instances.passing("shop-1"), Instances.passing("shop-2"));

        assertThat(lane.targets().get(0)).isSameAs(before);
        lanes.learn(Instances.snapshot(), 0);
        assertThat(lanes.find("shop")).isNull();
    }

    @Test
    void whatLoosensARuleHoldsOnlyWhereAllSayIt() {
        var open = Map.of(Manner.PUBLIC, "true", Manner.KEYS, "honoured", Manner.TIMEOUT, "2m", Manner.ATTEMPT, "x");

        var alone = learnt(new Standing(Instances.of("shop-1", 1, open), Health.PASSING, ""))
                .manner();
        assertThat(alone).isEqualTo(new Manner(true, true, 120_000, 0));

        var both = learnt(
                        new Standing(Instances.of("shop-1", 1, open), Health.PASSING, ""), Instances.passing("shop-2"))
                .manner();
        assertThat(both.isPublic()).isFalse();
        assertThat(both.honoursKeys()).isFalse();
        assertThat(both.timeoutMillis()).isEqualTo(120_000);
    }
}
