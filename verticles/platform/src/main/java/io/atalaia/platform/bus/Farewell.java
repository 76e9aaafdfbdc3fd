/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the serving of an address so that no question is lost. Vert.x forgets the consumer of its own node first and tells the
 * others afterwards: what they send in between nobody answers. So the others are told first; the consumer goes on until
 * they have heard it.
 */
final class Farewell {
    /** Vert.x gathers such news for 20 ms, Hazelcast needs a few more to bring it; the rest is for machines that are busy. */
    private static final long HEARD_AFTER_MILLIS = 300;

    private static final long PATIENCE_MILLIS = 1_000;

    private Farewell() {}

    /** Never fails. */
    static Future<Void> from(Vertx vertx, MessageConsumer<?> consumer) {
        var told = vertx.isClustered() ? told((VertxInternal) vertx, consumer.address()) : Future.succeededFuture();
        return told.otherwiseEmpty().transform(done -> consumer.unregister()).otherwiseEmpty();
    }

    private static Future<?> told(VertxInternal vertx, String address) {
        var cluster = vertx.clusterManager();
        Promise<List<RegistrationInfo>> found = Promise.promise();
        cluster.getRegistrations(address, found);
        return found.future()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .compose(all -> struckOff(
                        cluster,
                        address,
                        all.stream()
                                .filter(one -> one.nodeId().equals(cluster.getNodeId()))
                                .toList()))
                .compose(struck -> struck ? vertx.timer(HEARD_AFTER_MILLIS) : Future.succeededFuture());
    }

    /** Where another consumer of this node has the address too, it answers what still comes. */
    private static Future<Boolean> struckOff(ClusterManager cluster, String address, List<RegistrationInfo> ours) {
        if (ours.size() != 1 || ours.get(0).localOnly()) {
            return Future.succeededFuture(false);
        }
        Promise<Void> removed = Promise.promise();
        cluster.removeRegistration(address, ours.get(0), removed);
        return removed.future().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).map(true);
    }
}
