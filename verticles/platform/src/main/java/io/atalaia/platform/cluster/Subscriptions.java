/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bus addresses of departed nodes out of what the cluster knows. Vert.x does so once, when the departure is told;
 * where that fails, because data were just on their way between nodes, all later questions would go to a node that is no more.
 * The oldest node looks, the others rest.
 */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** The name is that of Vert.x. */
    private static final String ADDRESSES = "__vertx.subs";

    private final Vertx vertx;
    private final HazelcastClusterManager manager;
    /** Strangers at the last look: a node that joins may be known here by its addresses before it is known as a member. */
    private Set<String> strangers = Set.of();

    private Future<Void> looking = Future.succeededFuture();

    private Subscriptions(Vertx vertx, HazelcastClusterManager manager) {
        this.vertx = vertx;
        this.manager = manager;
    }

    /** Looks from now on until the cluster is left. */
    public static void keep(Vertx vertx, HazelcastClusterManager manager) {
        var subscriptions = new Subscriptions(vertx, manager);
        vertx.setPeriodic(EVERY.toMillis(), tick -> subscriptions.lookUnlessBusy());
    }

    private void lookUnlessBusy() {
        if (looking.isComplete()) {
            looking = vertx.executeBlocking(this::look, false);
        }
    }

    private Void look() {
        if (manager.isActive() && isOldest()) {
            try {
                MultiMap<String, HazelcastRegistrationInfo> addresses =
                        manager.getHazelcastInstance().getMultiMap(ADDRESSES);
                sweep(addresses);
            } catch (RuntimeException e) {
                LOG.atDebug()
                        .addKeyValue("cause", e.toString())
                        .log("addresses on the bus could not be looked through");
            }
        }
        return null;
    }

    private boolean isOldest() {
        return manager.getHazelcastInstance()
                .getCluster()
                .getMembers()
                .iterator()
                .next()
                .localMember();
    }

    private void sweep(MultiMap<String, HazelcastRegistrationInfo> addresses) {
        var entries = addresses.entrySet();
        Set<String> members = new HashSet<>(manager.getNodes());
        var strange = entries.stream()
                .map(Subscriptions::node)
                .filter(node -> !members.contains(node))
                .collect(Collectors.toSet());
        var departed = strange.stream().filter(strangers::contains).collect(Collectors.toSet());
        strangers = strange;
        if (!departed.isEmpty()) {
            entries.stream()
                    .filter(entry -> departed.contains(node(entry)))
                    .forEach(entry -> addresses.remove(entry.getKey(), entry.getValue()));
            LOG.atInfo().addKeyValue("nodes", departed).log("took the addresses of departed nodes off the bus");
        }
    }

    private static String node(Map.Entry<String, HazelcastRegistrationInfo> entry) {
        return entry.getValue().unwrap().nodeId();
    }
}
