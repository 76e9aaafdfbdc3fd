/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.TestCluster;
import io.atalaia.tests.support.TestCluster.Joined;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that watches the others and answers them, and carries nothing. */
final class TestNode {
    final String name;
    final String id;
    final Joined<RereadingClusterManager> joined;
    final HazelcastMembers members;
    final ClusterWatch watch;
    final AtomicInteger reunions = new AtomicInteger();

    private TestNode(String name, Joined<RereadingClusterManager> joined, MemoryClusterStore store) {
        this.name = name;
        this.id = id(name);
        this.joined = joined;
        members = new HazelcastMembers(joined.vertx(), joined.manager());
        var bus = Bus.on(joined.vertx(), new WireCodec(WireTypes.all()));
        watch = new ClusterWatch(
                joined.vertx(), bus, members, store, () -> !store.away, this::state, Clock.system(), 0);
        watch.onReunion(reunions::incrementAndGet);
        store.lives(id, true);
        new NodeDesk(bus, watch, this::state)
                .open()
                .compose(open -> watch.open())
                .await();
    }

    @CanIgnoreReturnValue
    static TestNode join(TestCluster cluster, String name, MemoryClusterStore store) {
        return join(cluster, name, store, BusOptions.lively());
    }

    @CanIgnoreReturnValue
    static TestNode join(TestCluster cluster, String name, MemoryClusterStore store, EventBusOptions bus) {
        var joined = cluster.join(
                bus, config -> HazelcastMembers.present(config, id(name), name), RereadingClusterManager::new);
        return new TestNode(name, joined, store);
    }

    private static String id(String name) {
        return name + "-1";
    }

    private NodeState state(View view) {
        return new NodeState(
                id,
                name,
                view.self().address(),
                "test",
                0,
                List.of(),
                view.expected(),
                view.degraded(),
                view.why(),
                false,
                0,
                false,
                0,
                view.sees(),
                List.of());
    }

    /** Whether it hears another on the bus. */
    boolean hears(TestNode other) {
        return watch.now().sees().stream().anyMatch(seen -> seen.id().equals(other.id) && seen.answers());
    }
}
